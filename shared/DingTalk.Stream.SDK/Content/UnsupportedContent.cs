namespace DingTalk.Stream.Protocol;

/// <summary>
/// A message type without a record here (including <c>unknownMsgType</c>, for which DingTalk hides the type from the bot), or a known
/// type without its content. Answer politely, or not at all.
/// </summary>
/// <param name="MessageType">The wire's <c>msgtype</c>; "" when absent.</param>
/// <param name="Text">An accompanying text, if any.</param>
public sealed record UnsupportedContent(string MessageType, string? Text) : BotMessageContent
{
    /// <summary>
    /// The payload as a JSON object, without the fields that <see cref="BotMessage"/> has anyway (never the webhook); null when nothing
    /// remains.
    /// </summary>
    public string? Raw { get; init; }

    /// <inheritdoc/>
    public override string PlainText => Text ?? "";
}
