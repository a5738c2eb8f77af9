namespace DingTalk.Emulator.Media;

internal sealed record MediaFile(string Name, byte[] Bytes);
