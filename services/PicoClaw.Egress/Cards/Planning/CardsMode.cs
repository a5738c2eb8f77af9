namespace PicoClaw.Egress.Cards.Planning;

/// <summary>As an account's <c>cards</c> says.</summary>
internal enum CardsMode
{
    Off,

    /// <summary>As the month's calls allow.</summary>
    Auto,

    /// <summary>Whatever they cost.</summary>
    Always,
}
