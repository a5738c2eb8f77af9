namespace DingTalk.Stream.Protocol;

/// <summary>
/// A card with links (<c>msgtype</c> <c>actionCard</c>): <c>{"content":{"title","text","actionUrlItemList":[{"actionUrl"}]}}</c>.
/// </summary>
/// <param name="Title">The title.</param>
/// <param name="Text">The body, in Markdown.</param>
/// <param name="ActionUrls">The targets of its buttons.</param>
public sealed record ActionCardContent(string? Title, string? Text, IReadOnlyList<string> ActionUrls) : BotMessageContent
{
    /// <inheritdoc/>
    public override string PlainText => Text ?? Title ?? "";
}
