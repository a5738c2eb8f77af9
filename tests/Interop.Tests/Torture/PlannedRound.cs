namespace Interop.Tests.Torture;

// Which app it concerns, and how many messages it lasts at least.
internal sealed record PlannedRound(Round Round, int App, int Messages);
