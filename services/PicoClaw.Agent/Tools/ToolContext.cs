using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tools;

/// <summary>What a tool that is made for one turn knows of it.</summary>
/// <param name="LaneKey">The conversation's.</param>
/// <param name="Messages">What the turn answers; at least one.</param>
/// <param name="Language">In which the bot itself speaks.</param>
/// <param name="IsScheduled">True when no message began the turn.</param>
internal sealed record ToolContext(string LaneKey, IReadOnlyList<MessageReceived> Messages, Language Language, bool IsScheduled);
