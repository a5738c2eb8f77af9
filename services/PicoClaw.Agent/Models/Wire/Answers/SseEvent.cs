namespace PicoClaw.Agent.Models.Wire;

/// <summary>One event of a stream.</summary>
/// <param name="Name">Null when it has none.</param>
/// <param name="Data">Its data; more than one line are joined.</param>
internal readonly record struct SseEvent(string? Name, string Data);
