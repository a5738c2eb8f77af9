namespace PicoClaw.Agent.Models.Wire.Answers;

/// <summary>One event of a stream.</summary>
/// <param name="Name">Null when it has none.</param>
/// <param name="Data">Its data, several lines joined.</param>
internal readonly record struct SseEvent(string? Name, string Data);
