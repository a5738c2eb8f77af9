namespace DingTalk.Stream.Protocol;

/// <summary>A part that is neither text, mention nor picture, such as an emoji or a skill; or a picture that nothing can be downloaded for.</summary>
/// <param name="Type">The wire's <c>type</c>, or <c>unknown</c> when absent.</param>
public sealed record RichTextOther(string Type) : RichTextPart;
