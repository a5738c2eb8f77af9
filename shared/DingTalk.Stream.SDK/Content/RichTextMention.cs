namespace DingTalk.Stream.Protocol;

/// <summary>A mention inside a rich text (<c>type</c> <c>at</c>).</summary>
/// <param name="Name">The name shown (<c>atName</c>).</param>
/// <param name="UserId">The user's id (<c>atUserId</c>).</param>
public sealed record RichTextMention(string? Name, string? UserId) : RichTextPart;
