namespace DingTalk.Stream.Protocol;

/// <summary>
/// One part of a rich text: <see cref="RichTextRun"/>, <see cref="RichTextMention"/>, <see cref="RichTextPicture"/> or
/// <see cref="RichTextOther"/>.
/// </summary>
public abstract record RichTextPart
{
    private protected RichTextPart()
    {
    }
}
