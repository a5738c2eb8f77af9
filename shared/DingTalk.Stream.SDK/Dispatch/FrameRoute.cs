using DingTalk.Stream.Protocol;

namespace DingTalk.Stream;

// The handler of a type and topic. Prepare parses the frame once; it returns the ordering key and the call to make.
internal sealed record FrameRoute(string Type, string Topic, Func<ParsedFrame, PreparedFrame> Prepare);
