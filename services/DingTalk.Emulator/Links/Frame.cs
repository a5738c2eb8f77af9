namespace DingTalk.Emulator.Links;

// A frame as DingTalk sends it. Data is JSON inside a string, and the time a string of milliseconds.
internal sealed record Frame(string SpecVersion, string Type, FrameHeaders Headers, string Data);
