namespace DingTalk.Stream.Protocol;

/// <summary>Text mixed with mentions, pictures and more (<c>msgtype</c> <c>richText</c>).</summary>
/// <param name="Parts">The parts in their order.</param>
public sealed record RichTextContent(IReadOnlyList<RichTextPart> Parts) : BotMessageContent
{
    /// <summary>The readable parts in their order: texts as they are, mentions as <c>@name</c>, of others what <see cref="RichTextOther.PlainText"/> says; pictures leave nothing.</summary>
    public override string PlainText => string.Concat(Parts.Select(part => part switch
    {
        RichTextRun run => run.Text,
        RichTextMention { Name: { } name } => name.StartsWith('@') ? name : $"@{name}",
        RichTextOther other => other.PlainText,
        _ => "",
    }));
}
