using DingTalk.Stream.Protocol;

namespace DingTalk.Stream;

/// <summary>Who handles a type and topic. <paramref name="Prepare"/> parses once and gives the ordering key and the call to make.</summary>
internal sealed record FrameRoute(string Type, string Topic, Func<ParsedFrame, PreparedFrame> Prepare);
