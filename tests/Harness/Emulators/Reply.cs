namespace Harness.Emulators;

internal sealed record Reply(long Sequence, string App, string ConversationId, string MsgType, string? Title, string Text)
{
    /// <summary>webhook, oto, group or card.</summary>
    public string Via { get; init; } = "";

    public string? ProcessQueryKey { get; init; }

    public bool Recalled { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public ReplyFile? Attachment { get; init; }

    /// <summary>Its state now; null: it is a message.</summary>
    public ShownCard? Card { get; init; }
}
