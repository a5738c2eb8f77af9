namespace Harness.Emulators;

internal sealed record Reply(long Sequence, string App, string ConversationId, string MsgType, string? Title, string Text)
{
    public string? ProcessQueryKey { get; init; }

    public ReplyFile? Attachment { get; init; }
}
