using PicoClaw.Contracts;

namespace PicoClaw.Agent.Commands;

/// <summary>A message with a control command, as intake has just stored it.</summary>
/// <param name="LaneKey">Its conversation's.</param>
/// <param name="Message">What was said.</param>
/// <param name="IsPressed">A button said it.</param>
internal sealed record ControlMessage(string LaneKey, MessageReceived Message, bool IsPressed);
