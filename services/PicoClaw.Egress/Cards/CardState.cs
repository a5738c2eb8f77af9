namespace PicoClaw.Egress.Cards;

/// <summary>How far a reply's card has come. The store keeps the names.</summary>
internal enum CardState
{
    /// <summary>It was asked for; whether anybody sees it is not known.</summary>
    Made,

    /// <summary>People see it.</summary>
    Delivered,

    /// <summary>It has shown a part of the text.</summary>
    Streaming,

    /// <summary>It shows the reply.</summary>
    Final,

    /// <summary>The reply comes as a message, whatever becomes of the card.</summary>
    Plain,
}
