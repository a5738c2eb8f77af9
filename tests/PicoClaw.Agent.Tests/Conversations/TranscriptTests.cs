using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Conversations;

public sealed class TranscriptTests
{
    [Fact]
    public void Of_DirectMessage_IsItsText() => Transcript.Of(Said.Direct("first\nsecond")).ShouldBe(new HistoryEntry(HistoryEntry.User, "first\nsecond"));

    [Fact]
    public void Of_GroupMessage_NamesItsSpeaker() => Transcript.Of(Said.Group("first\nsecond", "Bob")).Text.ShouldBe("Bob: first\nsecond");

    [Fact]
    public void Of_SpeakerWithoutName_IsNamedByItsId()
    {
        var message = Said.Group("hello", "Bob");

        Transcript.Of(message with { Sender = message.Sender with { DisplayName = null } }).Text.ShouldBe("Bob-id: hello");
    }

    [Fact]
    public void Of_Quote_StandsBeforeTheText()
    {
        var quote = new Contracts.Quote { Text = "one\r\ntwo" };

        Transcript.Of(Said.Direct("yes") with { Quote = quote }).Text.ShouldBe("> one\n> two\n\nyes");
        Transcript.Of(Said.Group("yes", "Bob") with { Quote = quote }).Text.ShouldBe("Bob: > one\n> two\n\nyes");
    }

    [Fact]
    public void Of_QuoteWithoutText_IsLeftOut() => Transcript.Of(Said.Direct("yes") with { Quote = new Contracts.Quote { MessageId = "m1" } }).Text.ShouldBe("yes");
}
