namespace Harness.Emulators;

/// <summary>The file of a bot's message, with the id under which the emulator has its bytes.</summary>
internal sealed record ReplyFile(string Kind, string Id, string? Name);
