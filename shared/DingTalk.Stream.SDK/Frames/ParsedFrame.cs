using System.Text;

namespace DingTalk.Stream.Protocol;

/// <summary>
/// A frame without its data, and the data's bytes, which are good until the next frame is parsed: those that read them need no string of them.
/// </summary>
internal readonly record struct ParsedFrame(StreamFrame Frame, ReadOnlyMemory<byte> Data)
{
    public static ParsedFrame Of(StreamFrame frame) => new(frame, Encoding.UTF8.GetBytes(frame.Data));

    public StreamFrame WithData() => Frame with { Data = Encoding.UTF8.GetString(Data.Span) };
}
