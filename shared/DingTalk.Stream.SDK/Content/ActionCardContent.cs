namespace DingTalk.Stream.Protocol;

/// <summary>A card with links (<c>msgtype</c> <c>actionCard</c>): <c>{"content":{"title","text","actionUrlItemList":[{"actionUrl"}]}}</c>.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Text">Its body, in Markdown.</param>
/// <param name="ActionUrls">Where its buttons lead.</param>
public sealed record ActionCardContent(string? Title, string? Text, IReadOnlyList<string> ActionUrls) : BotMessageContent
{
    /// <inheritdoc/>
    public override string PlainText => Text ?? Title ?? "";
}
