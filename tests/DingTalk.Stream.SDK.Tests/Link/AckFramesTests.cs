using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using DingTalk.Stream.Protocol;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Link;

public sealed class AckFramesTests
{
    // Around the limits of a frame's length in 7, 16 and 64 bits.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(70_000)]
    public async Task Add_Acks_AServerReadsThem(int length)
    {
        using var frames = new AckFrames();
        var envelope = Json(new AckFrame("m", 200, "OK", "")).Length;
        int[] lengths = [length, 125 - envelope, 126 - envelope, ushort.MaxValue - envelope, ushort.MaxValue + 1 - envelope];
        AckFrame[] acks = [.. lengths.Where(each => each >= 0).Select(each => new AckFrame("m", 200, "OK", new string('x', each)))];
        foreach (var ack in acks)
        {
            frames.Add(ack);
        }

        using var server = WebSocket.CreateFromStream(new MemoryStream(frames.Written.ToArray()), new WebSocketCreationOptions { IsServer = true });
        foreach (var ack in acks)
        {
            (await ReadAsync(server)).ShouldBe(Json(ack));
        }
    }

    [Fact]
    public void Add_ManyAcks_EachHasAMaskOfItsOwn()
    {
        using var frames = new AckFrames();
        var masks = new HashSet<uint>();
        for (var i = 0; i < 600; i++)
        {
            frames.Clear();
            frames.Add(new AckFrame("m1", 200, "OK", "{}"));
            masks.Add(BitConverter.ToUInt32(frames.Written.Span[2..]));
        }

        masks.Count.ShouldBeGreaterThan(590);
    }

    private static string Json(AckFrame ack)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output, AckWriter.Options);
        AckWriter.Write(writer, ack);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static async Task<string> ReadAsync(WebSocket server)
    {
        var buffer = new byte[100_000];
        var length = 0;
        while (true)
        {
            var read = await server.ReceiveAsync(buffer.AsMemory(length), TestContext.Current.CancellationToken).Soon();
            length += read.Count;
            if (read.EndOfMessage)
            {
                read.MessageType.ShouldBe(WebSocketMessageType.Text);
                return Encoding.UTF8.GetString(buffer, 0, length);
            }
        }
    }
}
