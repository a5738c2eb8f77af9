namespace DingTalk.Stream.Protocol;

/// <summary>One message of a <see cref="ChatRecordContent"/>.</summary>
/// <param name="Sender">The sender's name (<c>senderName</c>, <c>senderNick</c>), else the id (<c>senderId</c>).</param>
/// <param name="Text">Its text (<c>content</c> or <c>text</c>); "" when it has none.</param>
public sealed record ChatRecordEntry(string? Sender, string Text);
