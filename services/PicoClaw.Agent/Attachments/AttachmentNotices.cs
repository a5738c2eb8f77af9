using PicoClaw.Agent.History;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Attachments;

/// <summary>What people are told of the attachments that are not shown to the model: a sentence for each cause.</summary>
internal static class AttachmentNotices
{
    private const int MaxNameLength = 80;

    private static readonly Phrase Picture = new("the picture", "图片");
    private static readonly Phrase File = new("the file", "文件");
    private static readonly Phrase Named = new("“{0}”", "《{0}》");

    public static string Of(IEnumerable<(AttachmentPart Part, AttachmentProblem Problem)> problems, Language language) => string.Join(
        '\n',
        problems.GroupBy(one => one.Problem, one => one.Part).Select(group =>
        {
            var names = group.Select(part => Name(part.Attachment, language)).Distinct(StringComparer.Ordinal);
            var sentence = group.Key.ToUser.In(language, string.Join(language == Language.Chinese ? "、" : ", ", names));
            return char.ToUpperInvariant(sentence[0]) + sentence[1..];
        }));

    private static string Name(Attachment attachment, Language language) =>
        CleanText.Line(string.Concat((attachment.FileName ?? "").Select(Plain)), MaxNameLength) is { } name
            ? Named.In(language, name)
            : (attachment.Kind == AttachmentKind.Image ? Picture : File).In(language);

    // It stands in Markdown, where these letters would make a link or code of it.
    private static char Plain(char letter) => letter is '[' or ']' or '<' or '>' or '`' or '/' or '\\' ? ' ' : letter;
}
