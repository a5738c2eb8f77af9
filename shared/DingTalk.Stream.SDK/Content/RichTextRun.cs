namespace DingTalk.Stream.Protocol;

/// <summary>A piece of text; DingTalk often omits its <c>type</c>.</summary>
/// <param name="Text">The text, line breaks included.</param>
public sealed record RichTextRun(string Text) : RichTextPart;
