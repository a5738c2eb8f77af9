namespace DingTalk.Stream;

internal readonly record struct FrameRead(FrameReadKind Kind, ReadOnlyMemory<byte> Bytes);
