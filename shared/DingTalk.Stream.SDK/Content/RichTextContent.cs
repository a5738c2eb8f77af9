namespace DingTalk.Stream.Protocol;

/// <summary>Text mixed with mentions, pictures and more (<c>msgtype</c> <c>richText</c>).</summary>
/// <param name="Parts">The parts in order.</param>
public sealed record RichTextContent(IReadOnlyList<RichTextPart> Parts) : BotMessageContent
{
    /// <summary>
    /// The readable parts in order: texts, mentions as <c>@name</c>, and the <see cref="RichTextOther.PlainText"/> of others; pictures
    /// have none.
    /// </summary>
    public override string PlainText => string.Concat(Parts.Select(part => part switch
    {
        RichTextRun run => run.Text,
        RichTextMention { Name: { } name } => name.StartsWith('@') ? name : $"@{name}",
        RichTextOther other => other.PlainText,
        _ => "",
    }));
}
