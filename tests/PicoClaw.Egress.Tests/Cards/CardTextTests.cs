using PicoClaw.Contracts;
using PicoClaw.Egress.Cards;

namespace PicoClaw.Egress.Tests.Cards;

public sealed class CardTextTests
{
    [Theory]
    [InlineData("text", "text")]
    [InlineData("```sh\nls", "```sh\nls\n```")]
    [InlineData("```sh\nls\n```", "```sh\nls\n```")]
    [InlineData("~~~~\n```\n~~~", "~~~~\n```\n~~~\n~~~~")]
    [InlineData("```\na\n```\n\n````md\n```", "```\na\n```\n\n````md\n```\n````")]
    [InlineData("```\n``` not an end", "```\n``` not an end\n```")]
    [InlineData("``two``", "``two``")]
    public void Close_Fence_EndsWhatIsOpen(string text, string closed) => Fences.Close(text).ShouldBe(closed);

    [Theory]
    [InlineData(ProgressStage.Thinking, null, "", "🤔 思考中… 🤔 Thinking…")]
    [InlineData(ProgressStage.Writing, null, "", "🤔 思考中… 🤔 Thinking…")]
    [InlineData(ProgressStage.Writing, null, "Hello\n\n", "Hello")]
    [InlineData(ProgressStage.Thinking, null, "Hello", "Hello\n\n🤔 Thinking…")]
    [InlineData(ProgressStage.Tool, "web_search", "你好", "你好\n\n🔧 正在使用 websearch …")]
    [InlineData(ProgressStage.Tool, "a](http://x)<b>`", "Hello", "Hello\n\n🔧 Using ahttpxb …")]
    [InlineData(ProgressStage.Tool, "***", "Hello", "Hello\n\n🔧 Thinking…")]
    public void Of_Stage_IsOneLineInTheTextsLanguage(ProgressStage stage, string? tool, string text, string shown) =>
        CardText.Of(Report(stage, tool, text), longest: 100).ShouldBe(shown.Replace("🔧 Thinking", "🤔 Thinking"));

    [Fact]
    public void Of_LongText_IsCutBetweenCharacters() =>
        CardText.Of(Report(ProgressStage.Writing, null, "abc😀def"), longest: 4).ShouldBe("abc…");

    private static ReplyProgress Report(ProgressStage stage, string? tool, string text) => new()
    {
        ReplyId = Guid.NewGuid(),
        Attempt = 1,
        Number = 1,
        Conversation = new Conversation { Channel = "dingtalk", Account = "main", Id = "cid", Kind = ConversationKind.Direct },
        ReplyRoute = new ReplyRoute { Address = "" },
        Stage = stage,
        Tool = tool,
        Text = text,
        StartedAt = default,
        CreatedAt = default,
    };
}
