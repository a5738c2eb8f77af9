using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Models.Cleaning;

/// <param name="Text">The answer without the calls.</param>
/// <param name="Calls">Calls of tools that are offered.</param>
/// <param name="Dropped">How many could not be read, or call a tool that is not offered.</param>
internal sealed record InlineCallsFound(string Text, IReadOnlyList<FunctionCallContent> Calls, int Dropped);
