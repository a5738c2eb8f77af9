namespace DingTalk.Stream.Protocol;

/// <summary>
/// A message type that the library has no record for (<c>unknownMsgType</c>, where DingTalk hides the type from the bot, among them), or a known
/// one without its content. Answer politely, or not at all.
/// </summary>
/// <param name="MessageType">The wire's <c>msgtype</c>; "" when absent.</param>
/// <param name="Text">A text that came along, if any.</param>
public sealed record UnsupportedContent(string MessageType, string? Text) : BotMessageContent
{
    /// <summary>What came, as a JSON object without the fields that <see cref="BotMessage"/> has anyway (the webhook is never in it); null when nothing is left.</summary>
    public string? Raw { get; init; }

    /// <inheritdoc/>
    public override string PlainText => Text ?? "";
}
