using PicoClaw.Contracts;

namespace PicoClaw.Agent.Turns;

/// <summary>A message of a turn as intake stored it.</summary>
/// <param name="Message">What was said.</param>
/// <param name="Command">The name of the command in it; null: none.</param>
/// <param name="Trace">Its place in a trace; null: not traced.</param>
internal sealed record TurnMessage(MessageReceived Message, string? Command = null, string? Trace = null);
