namespace DingTalk.Stream.Protocol;

/// <summary>A part that is neither text, mention nor picture, such as a link, an emoji or a skill; or a picture that nothing can be downloaded for.</summary>
/// <param name="Type">The wire's <c>type</c>, or <c>unknown</c> when absent.</param>
/// <param name="Text">A text that came along, if any.</param>
/// <param name="Url">Where it leads, if it says so.</param>
public sealed record RichTextOther(string Type, string? Text = null, string? Url = null) : RichTextPart
{
    /// <summary>Its text with its address behind it, or the one that there is; "" without both.</summary>
    public string PlainText => Text is null || Text == Url ? Url ?? "" : Url is null ? Text : $"{Text} ({Url})";
}
