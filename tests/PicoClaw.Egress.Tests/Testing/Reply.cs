namespace PicoClaw.Egress.Tests.Testing;

/// <summary>A message of the bot as a person would find it in DingTalk.</summary>
internal sealed record Reply(string App, string ConversationId, string Via, string Title, string Text, IReadOnlyList<string> AtUserIds)
{
    public string? ProcessQueryKey { get; init; }

    public string MsgType { get; init; } = "";

    public ReplyFile? Attachment { get; init; }

    public ShownCard? Card { get; init; }
}
