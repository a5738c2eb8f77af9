namespace Interop.Tests.Torture;

// A round with its app and its minimum number of messages.
internal sealed record PlannedRound(Round Round, int App, int Messages);
