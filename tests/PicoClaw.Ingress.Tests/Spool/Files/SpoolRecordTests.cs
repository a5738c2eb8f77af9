using DingTalk.Stream.Protocol;
using PicoClaw.Ingress.Mapping;
using PicoClaw.Ingress.Spool.Files;
using PicoClaw.Ingress.Tests.Testing;

namespace PicoClaw.Ingress.Tests.Spool.Files;

public sealed class SpoolRecordTests
{
    [Fact]
    public void Of_TheStandardsExample_IsItsChecksum() => Crc32C.Of("123456789"u8).ShouldBe(0xE3069283u);

    [Fact]
    public void TryRead_EveryBitOfARecordTurned_IsNoticed()
    {
        var record = SpoolRecord.Frame("the content"u8);
        SpoolRecord.TryRead(record, out var content).ShouldBeTrue();
        content.ToArray().ShouldBe("the content"u8.ToArray());

        for (var bit = 0; bit < record.Length * 8; bit++)
        {
            record[bit / 8] ^= (byte)(1 << (bit % 8));
            SpoolRecord.TryRead(record, out _).ShouldBeFalse($"bit {bit}");
            record[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void TryRead_EveryBeginningOfARecord_IsNone()
    {
        var record = SpoolRecord.Frame("the content"u8);

        for (var length = 0; length < record.Length; length++)
        {
            SpoolRecord.TryRead(record.AsSpan(0, length), out _).ShouldBeFalse($"{length} bytes");
        }
    }

    [Fact]
    public void ToUtf8_EverythingAMessageHolds_ComesBack()
    {
        var message = SpoolBench.Message("你好 👋 \"quotes\" <b>\u0001\n") with { Quote = new() { Text = "earlier" } };

        var read = SpooledMessage.Parse(new SpooledMessage(message, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01").ToUtf8());

        read.ShouldNotBeNull().Trace.ShouldBe("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        read.Message.ShouldBe(message with { Attachments = read.Message!.Attachments, Quote = read.Message.Quote });
        read.Message.Quote.ShouldNotBeNull().Text.ShouldBe("earlier");
    }

    [Fact]
    public void Parse_Press_IsTheSamePress()
    {
        PressMapper.TryMap(CardCallback.Parse(Pressed.Stop()), "frame1", "main", Heard.Now, out var action, out _).ShouldBeTrue();

        var read = SpooledMessage.Parse(SpooledMessage.Of(action!).ToUtf8());

        read.ShouldNotBeNull();
        (read.Action, read.Message, read.Id, read.SentAt).ShouldBe((action, null, action!.Id, Heard.Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"Message\":{}}")]
    [InlineData("[1]")]
    public void Parse_NoMessage_IsNull(string content) => SpooledMessage.Parse(System.Text.Encoding.UTF8.GetBytes(content)).ShouldBeNull();
}
