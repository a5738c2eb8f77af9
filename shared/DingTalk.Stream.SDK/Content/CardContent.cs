namespace DingTalk.Stream.Protocol;

/// <summary>
/// A card (<c>msgtype</c> <c>interactiveCard</c>): a shared DingTalk document,
/// <c>{"content":{"biz_custom_action_url":"dingtalk://…"}}</c>, or, in a quote, a card that the bot sent itself.
/// </summary>
/// <param name="ActionUrl">The card's target; a document's names its <c>spaceId</c> and <c>fileId</c>.</param>
/// <param name="Text">An accompanying text, if any.</param>
public sealed record CardContent(string? ActionUrl, string? Text) : BotMessageContent
{
    /// <inheritdoc/>
    public override string PlainText => Text ?? "";
}
