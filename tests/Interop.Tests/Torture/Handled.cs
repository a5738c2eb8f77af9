namespace Interop.Tests.Torture;

// One call of a handler. Number is the message's text, Link the emulator's id of the connection, At a Stopwatch timestamp.
internal sealed record Handled(string FrameId, string MessageId, string Link, int Number, long At);
