using System.Text;
using DingTalk.Stream.Protocol;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Parsing;

public sealed class FrameParserTests
{
    [Fact]
    public void Parse_FrameOfTheReference_ReadsEverything()
    {
        var frame = Parse(
            """
            {"specVersion":"1.0","type":"CALLBACK",
             "headers":{"appId":"0c7f2a61-1111-4222-8333-abcdefabcdef","connectionId":"7d20aa10-fe01-11f0-9a9a-0e0e0e0e0e0e",
              "contentType":"application/json","messageId":"21aa01bb_1f2_19c0ffee123_4d2e1","time":"1769900000123","topic":"/v1.0/im/bot/messages/get"},
             "data":"{\"msgtype\":\"text\",\"text\":{\"content\":\"hi\"}}"}
            """);

        frame.Type.ShouldBe("CALLBACK");
        frame.Headers.AppId.ShouldBe("0c7f2a61-1111-4222-8333-abcdefabcdef");
        frame.Headers.ConnectionId.ShouldBe("7d20aa10-fe01-11f0-9a9a-0e0e0e0e0e0e");
        frame.Headers.MessageId.ShouldBe("21aa01bb_1f2_19c0ffee123_4d2e1");
        frame.Headers.Time.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1769900000123));
        frame.Headers.Topic.ShouldBe("/v1.0/im/bot/messages/get");
        frame.Headers["CONTENTTYPE"].ShouldBe("application/json");
        frame.Headers["absent"].ShouldBeNull();
        frame.Data.ShouldBe("""{"msgtype":"text","text":{"content":"hi"}}""");
    }

    [Theory]
    [InlineData("""{"type":"EVENT","header":{"topic":"*","messageId":"m"},"data":"{}"}""")]
    [InlineData("""{"type":"EVENT","headers":{"TOPIC":"*","MessageID":"m"},"data":{ }}""")]
    [InlineData("""{"type":"EVENT","headers":{"topic":"*","messageId":"m","nested":{"a":1},"none":null},"data":"{}","more":[1]}""")]
    public void Parse_OtherSpellings_AreAccepted(string json)
    {
        var frame = Parse(json);

        frame.Headers.Topic.ShouldBe("*");
        frame.Headers.MessageId.ShouldBe("m");
        frame.Data.Replace(" ", "", StringComparison.Ordinal).ShouldBe("{}");
    }

    [Theory]
    [InlineData("""{"type":"SYSTEM","headers":{"time":1769900000123}}""")]
    [InlineData("""{"type":"SYSTEM","time":1769900000123}""")]
    [InlineData("""{"type":"SYSTEM","time":"1769900000123","headers":{}}""")]
    public void Parse_TimeAsNumberOrOutsideTheHeaders_IsRead(string json) =>
        Parse(json).Headers.Time.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1769900000123));

    [Theory]
    [InlineData("""{"headers":{"time":"soon"}}""")]
    [InlineData("""{"headers":{"time":99999999999999999}}""")]
    [InlineData("""{"headers":{"time":-1}}""")]
    [InlineData("{}")]
    public void Parse_TimeUnreadable_IsNull(string json) => Parse(json).Headers.Time.ShouldBeNull();

    [Fact]
    public void Parse_NothingInIt_LeavesEverythingEmpty()
    {
        var frame = Parse("{}");

        frame.Type.ShouldBe("");
        frame.Headers.MessageId.ShouldBe("");
        frame.Headers.Topic.ShouldBe("");
        frame.Data.ShouldBe("");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("3")]
    [InlineData("\"text\"")]
    [InlineData("<html>")]
    public void Parse_NoJsonObject_Throws(string text) => Should.Throw<MalformedFrameException>(() => Parse(text));

    [Fact]
    public void Parse_TooDeep_Throws() =>
        Should.Throw<MalformedFrameException>(() => Parse($"{{\"a\":{new string('[', 5000)}{new string(']', 5000)}}}"));

    [Fact]
    public void Parse_BytesThatAreNoUtf8_AreReplaced()
    {
        byte[] bytes = [.. "{\"type\":\"A"u8, 0xC3, 0x28, .. "\",\"data\":\"d\"}"u8];

        Parsed.Frame(bytes).Type.ShouldStartWith("A\uFFFD");
    }

    [Fact]
    public void ToString_Frame_HoldsNoPayload() =>
        Parse("""{"type":"CALLBACK","headers":{"messageId":"m","topic":"t"},"data":"geheim"}""").ToString().ShouldBe("CALLBACK t m");

    private static StreamFrame Parse(string json) => Parsed.Frame(Encoding.UTF8.GetBytes(json));
}
