namespace DingTalk.Stream.Protocol;

/// <summary>A piece of text; the wire often leaves its <c>type</c> out.</summary>
/// <param name="Text">The text, line breaks included.</param>
public sealed record RichTextRun(string Text) : RichTextPart;
