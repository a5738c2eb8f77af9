using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Protocol;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Json;

public sealed class ReplyTargetTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Serialize_ThenParse_GivesTheSame(bool isGroup)
    {
        var target = ReplyTarget.From(Message(isGroup) with { SessionWebhook = RobotFixture.Webhook, SenderStaffId = "0123" }, "default");

        var text = target.Serialize();

        ReplyTarget.Parse(text).ShouldBe(target);
        text.ShouldNotContain(" ");
        target.RobotCode.ShouldBe("default");
        target.OpenConversationId.ShouldBe(isGroup ? "cidQ2/+dE==" : null);
    }

    [Fact]
    public void Serialize_Golden_StaysReadableByOlderAndNewerVersions()
    {
        var target = ReplyTarget.From(Message(isGroup: true) with { RobotCode = "own" }, "default");

        target.Serialize().ShouldBe("""{"robotCode":"own","isGroup":true,"openConversationId":"cidQ2/+dE=="}""");
        ReplyTarget.Parse("""{"robotCode":"own","isGroup":true,"openConversationId":"cidQ2/+dE==","later":{}}""").ShouldBe(target);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"robotCode":null,"isGroup":true}""")]
    [InlineData("nonsense")]
    [InlineData("""{"robotCode":"own","isGroup":"perhaps"}""")]
    public void Parse_SomethingElse_ThrowsFormatException(string text) => Should.Throw<FormatException>(() => ReplyTarget.Parse(text));

    [Fact]
    public void ToString_Target_HoldsNoWebhook() =>
        ReplyTarget.From(Message(isGroup: true) with { SessionWebhook = RobotFixture.Webhook }, "d")
            .ToString().ShouldBe("group cidQ2/+dE==");

    private static BotMessage Message(bool isGroup) => new()
    {
        MessageId = "m",
        ConversationId = "cidQ2/+dE==",
        IsGroup = isGroup,
        MessageType = "text",
        Content = new TextContent("t"),
    };
}
