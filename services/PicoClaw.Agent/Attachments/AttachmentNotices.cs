using PicoClaw.Agent.History;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Attachments;

/// <summary>What people are told of the attachments that are not shown to the model: a sentence for each cause.</summary>
internal static class AttachmentNotices
{
    private static readonly Phrase Picture = new("the picture", "图片");
    private static readonly Phrase File = new("the file", "文件");
    private static readonly Phrase Pictures = new("{0} pictures", "{0} 张图片");
    private static readonly Phrase Files = new("{0} files", "{0} 个文件");
    private static readonly Phrase Named = new("“{0}”", "《{0}》");

    public static string Of(IEnumerable<(AttachmentPart Part, AttachmentProblem Problem)> problems, Language language) => string.Join(
        '\n',
        problems.GroupBy(one => one.Problem, one => one.Part).Select(group =>
        {
            var names = group.GroupBy(part => (Name: Name(part.Attachment, language), part.Attachment.Kind))
                .Select(same => same.Key.Name ?? Nameless(same.Key.Kind, same.Count(), language));
            var sentence = group.Key.ToUser.In(language, string.Join(language == Language.Chinese ? "、" : ", ", names));
            return char.ToUpperInvariant(sentence[0]) + sentence[1..];
        }));

    private static string? Name(Attachment attachment, Language language) =>
        CleanFileName.Of(attachment.FileName) is { } name && CleanText.Line(string.Concat(name.Select(Plain)), name.Length) is { } plain
            ? Named.In(language, plain)
            : null;

    private static string Nameless(AttachmentKind kind, int count, Language language) => (kind, count) switch
    {
        (AttachmentKind.Image, 1) => Picture.In(language),
        (AttachmentKind.Image, _) => Pictures.In(language, count),
        (_, 1) => File.In(language),
        _ => Files.In(language, count),
    };

    // It stands in Markdown, where these letters would make a link or code of it.
    private static char Plain(char letter) => letter is '[' or ']' or '<' or '>' or '`' or '/' or '\\' ? ' ' : letter;
}
