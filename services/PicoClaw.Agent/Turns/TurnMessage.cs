using PicoClaw.Contracts;

namespace PicoClaw.Agent.Conversations;

/// <summary>A message of a turn, and where it stands in its trace.</summary>
internal readonly record struct TakenMessage(MessageReceived Message, string? Trace);
