namespace DingTalk.Stream.Protocol;

/// <summary>
/// A card (<c>msgtype</c> <c>interactiveCard</c>): a shared DingTalk document, <c>{"content":{"biz_custom_action_url":"dingtalk://…"}}</c>, or,
/// quoted, a card the bot itself has sent.
/// </summary>
/// <param name="ActionUrl">What opening the card opens; of a document it names <c>spaceId</c> and <c>fileId</c>.</param>
/// <param name="Text">A text that came along, if any.</param>
public sealed record CardContent(string? ActionUrl, string? Text) : BotMessageContent
{
    /// <inheritdoc/>
    public override string PlainText => Text ?? "";
}
