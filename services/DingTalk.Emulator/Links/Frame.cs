namespace DingTalk.Emulator.Links;

// A frame as DingTalk sends it. Data is JSON in a string, and the time is milliseconds in a string.
internal sealed record Frame(string SpecVersion, string Type, FrameHeaders Headers, string Data);
