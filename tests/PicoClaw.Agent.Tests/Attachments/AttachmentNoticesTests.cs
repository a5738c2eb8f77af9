using PicoClaw.Agent.Attachments;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Attachments;

public sealed class AttachmentNoticesTests
{
    [Theory]
    [InlineData("inv\u202Egpj.exe", "“invgpj.exe”")]
    [InlineData("../../etc/passwd", "“passwd”")]
    [InlineData("a[1](x).pdf", "“a 1 (x).pdf”")]
    [InlineData("\u202E", "the file")]
    [InlineData("[]", "the file")]
    [InlineData(null, "the file")]
    public void Of_NameFromAnybody_IsShownPlainly(string? name, string shown) =>
        Of(Language.English, (AttachmentKind.File, name)).ShouldContain($"I left out {shown}.");

    [Theory]
    [InlineData(false, "I left out “a.txt”, 2 files, 5 pictures. Please")]
    [InlineData(true, "，《a.txt》、2 个文件、5 张图片我没有看，")]
    public void Of_SeveralWithoutAName_AreCounted(bool isChinese, string expected) => Of(
        isChinese ? Language.Chinese : Language.English,
        [
            (AttachmentKind.File, "a.txt"),
            .. Enumerable.Repeat((AttachmentKind.File, (string?)null), 2),
            .. Enumerable.Repeat((AttachmentKind.Image, (string?)null), 5),
        ]).ShouldContain(expected);

    private static string Of(Language language, params IEnumerable<(AttachmentKind Kind, string? Name)> attachments) => AttachmentNotices.Of(
        attachments.Select((one, index) =>
            (new AttachmentPart(new Attachment { Kind = one.Kind, Reference = "r", FileName = one.Name }, index + 1), AttachmentProblem.TooMany)),
        language);
}
