namespace PicoClaw.Egress.Cards.Planning;

/// <summary>How much of a reply in the making is shown, from nothing to all.</summary>
internal enum CardStyle
{
    /// <summary>No card: the reply comes as Markdown.</summary>
    Plain,

    /// <summary>A card that says that the bot is at work, and the finished reply in its place: two calls.</summary>
    TwoCalls,

    /// <summary>A growing text with few frames.</summary>
    Sparse,

    /// <summary>A growing text.</summary>
    Streaming,
}
