using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Models.Pipeline;

/// <param name="Text">What is left of the answer.</param>
/// <param name="Calls">Calls of tools that are offered.</param>
/// <param name="Dropped">How many could not be read, or call no tool that is offered.</param>
internal sealed record WrittenCallsFound(string Text, IReadOnlyList<FunctionCallContent> Calls, int Dropped);
