using Microsoft.Extensions.Options;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Conversations;

public sealed class ConversationKeyTests
{
    [Theory]
    [InlineData(false, "sample:main:cidGroup")]
    [InlineData(true, "sample:main:cidGroup#Ann-id")]
    public void Of_GroupMessage_IsTheGroupsOrTheSendersOwn(bool isPerSender, string key) => Key(isPerSender).Of(Said.Group("hello", "Ann")).ShouldBe(key);

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

    private static ConversationKey Key(bool isPerSender)
    {
        var options = new SessionScopeOptions();
        options.Dimensions.AddRange(isPerSender ? ["chat", "sender"] : ["chat"]);
        return new ConversationKey(Options.Create(options));
    }
}
