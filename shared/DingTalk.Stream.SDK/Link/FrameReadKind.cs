namespace DingTalk.Stream;

internal enum FrameReadKind
{
    Frame,
    Oversized,
    Closed,
}
