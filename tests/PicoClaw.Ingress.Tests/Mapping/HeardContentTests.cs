using DingTalk.Stream.Protocol;
using PicoClaw.Contracts;
using PicoClaw.Ingress.Tests.Testing;
using FileContent = DingTalk.Stream.Protocol.FileContent;

namespace PicoClaw.Ingress.Tests.Mapping;

public sealed class HeardContentTests
{
    public static TheoryData<BotMessageContent, AttachmentKind, string, string?> Attached => new()
    {
        { new PictureContent("dc"), AttachmentKind.Image, "dc", null },
        { new AudioContent("dc", null, null), AttachmentKind.Audio, "dc", null },
        { new VideoContent("dc", "mp4", "5"), AttachmentKind.Video, "dc", null },
        { new FileContent("dc", "plan\n.pdf", "1", "2"), AttachmentKind.File, "dc", "plan .pdf" },
        { new UnsupportedContent("picture", null), AttachmentKind.Image, "", null },
        { new UnsupportedContent("file", ""), AttachmentKind.File, "", null },
    };

    [Theory]
    [MemberData(nameof(Attached))]
    public void Map_ContentWithoutText_IsAttached(BotMessageContent content, AttachmentKind kind, string reference, string? fileName)
    {
        var message = (Heard.Direct("") with { Content = content }).Map();

        message.Attachments.ShouldBe([new Attachment { Kind = kind, Reference = reference, FileName = fileName }]);
        (message.Text, message.Unreadable).ShouldBe(("", null));
    }

    public static TheoryData<BotMessageContent, UnreadableContent> Unreadable => new()
    {
        { new CardContent("dingtalk://doc", null), UnreadableContent.Card },
        { new ActionCardContent(null, null, []), UnreadableContent.Card },
        { new ChatRecordContent(null, null, []), UnreadableContent.Other },
        { new UnsupportedContent("unknownMsgType", null), UnreadableContent.Other },
        { new UnsupportedContent("", null), UnreadableContent.Other },
        { new QuotaExhaustedContent("paused"), UnreadableContent.QuotaExhausted },
        { new RichTextContent([new RichTextOther("later")]), UnreadableContent.Other },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void Map_ContentThatNothingHolds_SaysWhatItIs(BotMessageContent content, UnreadableContent expected) =>
        (Heard.Direct("") with { Content = content }).Map().Unreadable.ShouldBe(expected);

    [Fact]
    public void Map_RichTextWithPictures_HasTextAndPictures()
    {
        var rich = new RichTextContent(
        [
            new RichTextRun("这个报错怎么解决"), new RichTextPicture("a"), new RichTextOther("picture"), new RichTextOther("link", "doc", "https://e.test"),
        ]);

        var message = (Heard.Group("") with { Content = rich }).Map();

        message.Text.ShouldBe("这个报错怎么解决doc (https://e.test)");
        message.Attachments.Select(one => (one.Kind, one.Reference)).ShouldBe([(AttachmentKind.Image, "a"), (AttachmentKind.Image, "")]);
        message.Unreadable.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    public void Map_Text_HoldsNothingElse(string text)
    {
        var message = Heard.Direct(text).Map();

        (message.Attachments.Count, message.Unreadable).ShouldBe((0, null));
    }

    [Fact]
    public void Map_Speech_IsNotAttachedToo() =>
        (Heard.Direct("") with { Content = new AudioContent("dc", "turn it on", null) }).Map().Attachments.ShouldBeEmpty();

    [Fact]
    public void Map_QuotedContentWithoutText_LeavesItsTrace()
    {
        Quoted(new PictureContent("dc")).Attachments.ShouldBe([new Attachment { Kind = AttachmentKind.Image, Reference = "dc" }]);
        Quoted(new FileContent("dc", "plan.pdf", null, null)).Attachments[0].FileName.ShouldBe("plan.pdf");
        Quoted(new CardContent(null, null)).Unreadable.ShouldBe(UnreadableContent.Card);
        Quoted(new UnsupportedContent("unknownMsgType", null)).Unreadable.ShouldBe(UnreadableContent.Other);
        Quoted(null).ShouldBe(new Contracts.Quote { MessageId = "m1" });
    }

    private static Contracts.Quote Quoted(BotMessageContent? content) =>
        (Heard.Direct("and this?") with { Quote = new DingTalk.Stream.Protocol.Quote { MessageId = "m1", Content = content } })
            .Map().Quote
            .ShouldNotBeNull();
}
