namespace DingTalk.Stream.Protocol;

/// <summary>
/// A part other than text, mention or picture, such as a link, an emoji or a skill; or a picture without a download code.
/// </summary>
/// <param name="Type">The wire's <c>type</c>, or <c>unknown</c> when absent.</param>
/// <param name="Text">An accompanying text, if any.</param>
/// <param name="Url">Its target, if given.</param>
public sealed record RichTextOther(string Type, string? Text = null, string? Url = null) : RichTextPart
{
    /// <summary>The text followed by the address, or whichever exists; "" without both.</summary>
    public string PlainText => Text is null || Text == Url ? Url ?? "" : Url is null ? Text : $"{Text} ({Url})";
}
