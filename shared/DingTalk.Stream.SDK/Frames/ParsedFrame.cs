using System.Text;

namespace DingTalk.Stream.Protocol;

// A frame without its data, and the data as bytes, valid until the next frame is parsed. Parsers read the bytes without making a string
// first.
internal readonly record struct ParsedFrame(StreamFrame Frame, ReadOnlyMemory<byte> Data)
{
    public static ParsedFrame Of(StreamFrame frame) => new(frame, Encoding.UTF8.GetBytes(frame.Data));

    public StreamFrame WithData() => Frame with { Data = Encoding.UTF8.GetString(Data.Span) };
}
