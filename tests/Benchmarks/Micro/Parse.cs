using BenchmarkDotNet.Attributes;
using Benchmarks.Stream;
using DingTalk.Stream.Protocol;

namespace Benchmarks.Micro;

/// <summary>A group message as DingTalk pushes it. Public, like the others: BenchmarkDotNet calls it.</summary>
public class Parse : IDisposable
{
    private const int WebSocketHeader = 4;

    private readonly byte[] _frame = Payload();
    private readonly PooledBuffer _data = new();

    [Benchmark]
    public object Frame() => FrameParser.Parse(_frame, _data);

    [Benchmark]
    public object FrameAndMessage() => BotMessageParser.Parse(FrameParser.Parse(_frame, _data));

    public void Dispose()
    {
        _data.Dispose();
        GC.SuppressFinalize(this);
    }

    private static byte[] Payload()
    {
        var template = new FrameTemplate();
        var frame = new byte[template.Length];
        template.Write(frame, 1);
        return frame[WebSocketHeader..];
    }
}
