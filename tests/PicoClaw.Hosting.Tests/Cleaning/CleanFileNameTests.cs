using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Hosting.Tests.Cleaning;

public sealed class CleanFileNameTests
{
    private static readonly BlobReference Blob = new() { Id = "b", Size = 1, Sha256 = "s", MediaType = "image/png" };

    [Theory]
    [InlineData("计划 2026.pdf", "计划 2026.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\me\plan.pdf", "plan.pdf")]
    [InlineData("in\u202Efdp.exe", "infdp.exe")]
    [InlineData("a\0b\r\n.txt", "ab .txt")]
    [InlineData("\u2066\u200Bname\u2069.pdf", "name.pdf")]
    [InlineData("  .hidden  ", "hidden")]
    [InlineData("folder/", null)]
    [InlineData("..", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Of_Name_IsWhatMayBeShown(string? name, string? expected) => CleanFileName.Of(name).ShouldBe(expected);

    [Fact]
    public void Of_LongName_IsCutBeforeItsExtension()
    {
        CleanFileName.Of(new string('长', 500) + ".xlsx").ShouldBe(new string('长', 115) + ".xlsx");
        CleanFileName.Of("a." + new string('b', 500))!.Length.ShouldBe(120);
        CleanFileName.Of("half\uD83D.png").ShouldBe("half\uFFFD.png");
    }

    [Fact]
    public void Cleaned_RepliesThatAreFiles_HaveCleanNamesAndABoundedCaption()
    {
        Cleaned(new ImageContent { Blob = Blob, Name = "/tmp/\u202Ea.png", Caption = "x\0" + new string('y', 3000) })
            .ShouldBe(new ImageContent { Blob = Blob, Name = "a.png", Caption = "x" + new string('y', 1999) });
        Cleaned(new FileContent { Blob = Blob, Name = "../a\n.pdf" }).ShouldBe(new FileContent { Blob = Blob, Name = "a .pdf" });
        Cleaned(new FileContent { Blob = Blob, Name = "../" }).ShouldBe(new FileContent { Blob = Blob, Name = "file" });
        Cleaned(new VoiceContent { Blob = Blob, Name = "b/c.amr" }).ShouldBe(new VoiceContent { Blob = Blob, Name = "c.amr" });
    }

    private static OutboundContent Cleaned(OutboundContent content) => new DeliverMessage
    {
        Id = Guid.Empty,
        Conversation = new Conversation { Channel = "c", Account = "a", Id = "i", Kind = ConversationKind.Direct },
        LaneId = Guid.Empty,
        Sequence = 1,
        Content = content,
        ReplyRoute = new ReplyRoute { Address = "r" },
        CreatedAt = DateTimeOffset.UnixEpoch,
    }.Cleaned().Content;
}
