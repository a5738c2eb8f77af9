using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.Tests.Support;

internal static class Parsed
{
    // The frame with its data, as raw topic handlers get it.
    public static StreamFrame Frame(ReadOnlyMemory<byte> utf8)
    {
        using var data = new PooledBuffer();
        return FrameParser.Parse(utf8, data).WithData();
    }
}
