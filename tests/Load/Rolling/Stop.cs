namespace Load.Rolling;

/// <summary>The replacement of a process: from the start of the next one to the end of the old one.</summary>
/// <param name="Name">The service's.</param>
/// <param name="Begun">When the next one was started.</param>
/// <param name="Ended">When the old one had ended.</param>
/// <param name="Took">From the signal to the end of the old one.</param>
/// <param name="ExitCode">Of the old one.</param>
internal sealed record Stop(string Name, DateTimeOffset Begun, DateTimeOffset Ended, TimeSpan Took, int ExitCode);
