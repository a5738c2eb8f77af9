namespace Interop.Tests.Torture;

// One message of a steady stream; Due is when the pace asked for it, At when it was pushed (Stopwatch timestamps).
internal sealed record Said(int Number, string MessageId, long Due, long At);
