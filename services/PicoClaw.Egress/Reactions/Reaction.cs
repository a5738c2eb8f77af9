namespace PicoClaw.Egress.Reactions;

/// <summary>A sign on the message of who asked that the bot is at work.</summary>
/// <param name="ReplyId">The reply that is being made.</param>
/// <param name="Account">Whose bot.</param>
/// <param name="Place">The message, as its channel wrote it.</param>
/// <param name="BackTries">How often it was tried to take it back.</param>
internal sealed record Reaction(Guid ReplyId, string Account, string Place, long BackTries = 0)
{
    /// <summary>An older one is taken back, though no reply has come.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>One that could not be taken back by then stays.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(1);

    /// <summary>A second time, as a sign that stays says something wrong.</summary>
    public const int MostBackTries = 2;
}
