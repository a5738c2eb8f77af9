namespace DingTalk.Stream.Protocol;

/// <summary>One message of a <see cref="ChatRecordContent"/>.</summary>
/// <param name="Sender">Who wrote it: a name (<c>senderName</c>, <c>senderNick</c>), else an id (<c>senderId</c>).</param>
/// <param name="Text">What it says (<c>content</c> or <c>text</c>); "" when it is no text.</param>
public sealed record ChatRecordEntry(string? Sender, string Text);
