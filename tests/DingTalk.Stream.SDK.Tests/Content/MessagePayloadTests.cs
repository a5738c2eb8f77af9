using DingTalk.Stream.Protocol;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Content;

public sealed class MessagePayloadTests
{
    // Read by the fast path, and by the complete parser because of the quote.
    private const string Plain = """{ "msgId":"m1","msgtype":"text","text":{"content":"hi"},"openThreadId":"cidA==","aNewField":{"deep":[1,null,"x"]} }""";
    private const string Quoting =
        """{"msgId":"m1","msgtype":"text","text":{"content":"hi"},"originalMsgId":"m0","openThreadId":"cidA==","aNewField":{"deep":[1,null,"x"]}}""";

    [Theory]
    [InlineData(Plain)]
    [InlineData(Quoting)]
    public async Task OnBotMessage_Payload_IsTheReceivedJson(string data)
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var seen = new TaskCompletionSource<BotMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        var link = await fixture.OnBot((message, _) =>
        {
            seen.TrySetResult(message);
            return new(HandlerResult.Ok());
        }).RunAndLinkAsync();

        await link.SendAsync(Frames.Make("CALLBACK", Frames.BotTopic, "f1", data));
        var message = await seen.Task.Soon();

        // The frame's buffer holds another frame by now.
        await link.SendAsync(Frames.Make("CALLBACK", Frames.BotTopic, "f2", data.Replace('x', 'y')));
        await link.AckAsync();
        await link.AckAsync();
        message.Payload.Json.ShouldBe(data);
        message.Payload.ReadUnknownFields().Keys.ShouldBe(["openThreadId", "aNewField"]);
        message.Payload.ReadUnknownFields()["aNewField"].GetProperty("deep")[2].GetString().ShouldBe("x");
        message.Payload.ToString().ShouldNotContain("hi");
    }

    [Fact]
    public void ReadUnknownFields_HalfAnEmoji_IsReadable()
    {
        var message = BotMessage.Parse(
            new StreamFrame { Type = "CALLBACK", Data = """{"msgId":"m1","nickOfOld":"cut \\ud83d"}""".Replace("\\\\", "\\") });

        message.Payload.ReadUnknownFields()["nickOfOld"].GetString().ShouldBe("cut \ufffd");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Payload_OfAReceivedMessage_IsKeptIfTheOptionSaysSo(bool keep)
    {
        await using var fixture = await ClientFixture.CreateAsync(options =>
        {
            options.KeepPayload = keep;
            return options;
        });
        var received = new TaskCompletionSource<BotMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.OnBot((message, _) =>
        {
            received.TrySetResult(message);
            return new(HandlerResult.Ok());
        });
        var link = await fixture.RunAndLinkAsync();

        await link.SendAsync(Frames.Bot("m1"));

        (await received.Task.Soon()).Payload.Json.Contains("\"msgId\":\"m1\"", StringComparison.Ordinal).ShouldBe(keep);
    }

    [Fact]
    public void ReadUnknownFields_NoPayload_IsEmpty() => MessagePayload.None.ReadUnknownFields().ShouldBeEmpty();
}
