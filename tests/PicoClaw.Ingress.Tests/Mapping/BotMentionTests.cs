using DingTalk.Stream.Protocol;
using PicoClaw.Ingress.Tests.Testing;

namespace PicoClaw.Ingress.Tests.Mapping;

public sealed class BotMentionTests
{
    private static readonly MentionedUser Bot = new("$:LWCP_v1:$bot", null, null);
    private static readonly MentionedUser Li = new("$:LWCP_v1:$li", "042", null);

    // DingTalk has removed the bot's name already.
    [Theory]
    [InlineData(" hello ", "hello")]
    [InlineData(" @Override 注解有什么用", "@Override 注解有什么用")]
    [InlineData(" @李雷 这周的任务是什么", "@李雷 这周的任务是什么")]
    [InlineData("@types/node @babel/core", "@types/node @babel/core")]
    [InlineData("@Test\n@DisplayName", "@Test\n@DisplayName")]
    [InlineData("@", "@")]
    [InlineData("me@example.com", "me@example.com")]
    public void Map_TextInAGroup_KeepsWhatWasWritten(string text, string expected) => Map(new TextContent(text), Bot).ShouldBe(expected);

    [Theory]
    [InlineData("@PicoClaw\u2005hello", "hello")]
    [InlineData(" @Pico Claw\u2005@Override why", "@Override why")]
    [InlineData("@PicoClaw\u2005", "")]
    public void Map_TextThatStillHasTheBotsName_LosesIt(string text, string expected) => Map(new TextContent(text), Bot).ShouldBe(expected);

    // The picked name may then be the other one's.
    [Fact]
    public void Map_SomebodyElseWasPickedToo_EveryNameStays() =>
        Map(new TextContent(" @李雷\u2005 这周的任务"), Bot, Li).ShouldBe("@李雷\u2005 这周的任务");

    [Fact]
    public void Map_NamePickedInALaterLine_Stays() =>
        Map(new TextContent("@Override\nask @李雷\u2005please"), Bot).ShouldBe("@Override\nask @李雷\u2005please");

    [Fact]
    public void Map_RichTextThatBeginsWithTheBot_LosesItsNameOnly()
    {
        RichTextPart[] parts =
        [
            new RichTextRun(" "), new RichTextMention("PicoClaw", "bot"), new RichTextMention("@李雷", "042"), new RichTextRun("的任务"),
        ];

        Map(new RichTextContent(parts), Bot, Li).ShouldBe("@李雷的任务");
    }

    [Fact]
    public void Map_RichTextThatBeginsWithSomebodyElse_KeepsTheName() =>
        Map(new RichTextContent([new RichTextMention("李雷", "042"), new RichTextRun(" 的任务")]), Bot, Li).ShouldBe("@李雷 的任务");

    [Fact]
    public void Map_RichTextWithTheBotAlone_LosesItsName() =>
        Map(new RichTextContent([new RichTextMention("PicoClaw", null), new RichTextRun("你好")]), Bot).ShouldBe("你好");

    // A guest has no staff id, and a mention need not have any.
    [Theory]
    [InlineData("042")]
    [InlineData(null)]
    public void Map_RichTextThatMayBeginWithSomebodyElse_KeepsTheName(string? id) =>
        Map(new RichTextContent([new RichTextMention("李雷", id), new RichTextRun("的任务")]), Bot, new("$:LWCP_v1:$guest", null, null))
            .ShouldBe("@李雷的任务");

    [Fact]
    public void Map_RichTextWithSeveralNamesButNobodyTold_KeepsThem() =>
        Map(new RichTextContent([new RichTextMention("李雷", "042"), new RichTextMention("PicoClaw", "bot"), new RichTextRun("的任务")]))
            .ShouldBe("@李雷@PicoClaw的任务");

    private static string Map(BotMessageContent content, params MentionedUser[] mentioned) =>
        (Heard.Group("") with { Content = content, AtUsers = mentioned }).Map().Text;
}
