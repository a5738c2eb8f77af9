using Microsoft.Extensions.Options;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Conversations;

public sealed class ConversationKeyTests
{
    [Theory]
    [InlineData(false, "sample:main:cidGroup")]
    [InlineData(true, "sample:main:cidGroup#Ann-id")]
    public void Of_GroupMessage_IsTheGroupsOrTheSendersOwn(bool isPerSender, string key) =>
        Key(isPerSender).Of(Said.Group("hello", "Ann")).ShouldBe(key);

    [Fact]
    public void Of_DirectMessage_IsTheConversations() => Key(isPerSender: true).Of(Said.Direct("hello")).ShouldBe("sample:main:cidOne");

    [Fact]
    public void Of_IdsThatLookAlike_AreToldApart()
    {
        var key = Key(isPerSender: true);
        var message = Said.Group("hello", "Ann");
        var one = message with { Conversation = message.Conversation with { Id = "a#b" }, Sender = message.Sender with { Id = "c" } };
        var two = message with { Conversation = message.Conversation with { Id = "a" }, Sender = message.Sender with { Id = "b#c" } };
        var otherCase = message with { Sender = message.Sender with { Id = "ann-id" } };

        new[] { key.Of(one), key.Of(two), key.Of(message), key.Of(otherCase) }.Distinct().Count().ShouldBe(4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_IdsThatNoStoreTakes_AreKeysThatAllTake(bool isPerSender)
    {
        var message = Said.Group("hello", "Ann");
        var nul = message with { Conversation = message.Conversation with { Id = "a\0" } };
        var longSender = message with
        {
            Sender = message.Sender with { Id = new string('王', 500) },
            Conversation = message.Conversation with { Id = new string('x', 500) },
        };

        Key(isPerSender).Of(nul).ShouldStartWith("~");
        Key(isPerSender).Of(nul).ShouldBe(Key(isPerSender).Of(nul));
        Key(isPerSender).Of(longSender).Length.ShouldBeLessThanOrEqualTo(600);
        ConversationKey.Of(nul.Conversation).ShouldStartWith("~");
    }

    private static ConversationKey Key(bool isPerSender)
    {
        var options = new SessionScopeOptions();
        options.Dimensions.AddRange(isPerSender ? ["chat", "sender"] : ["chat"]);
        return new ConversationKey(Options.Create(options));
    }
}
