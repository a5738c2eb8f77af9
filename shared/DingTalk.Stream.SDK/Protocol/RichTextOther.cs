namespace DingTalk.Stream.Protocol;

/// <summary>A part that is neither text nor mention, such as a picture.</summary>
/// <param name="Type">The wire's <c>type</c>, or <c>unknown</c> when absent.</param>
public sealed record RichTextOther(string Type) : RichTextPart;
