using Microsoft.Extensions.AI;
using PicoClaw.Agent.Tools.Files;

namespace PicoClaw.Agent.Answers;

/// <summary>The tools of a turn, and what all tools of its answer need of it.</summary>
/// <param name="Own">Those of this turn alone, beside those that every turn has.</param>
/// <param name="Starting">Awaited before the first tool runs.</param>
/// <param name="GiveFile">Takes what they give the user.</param>
internal sealed record TurnTools(IReadOnlyList<AITool> Own, Func<CancellationToken, Task> Starting, GiveFile GiveFile);
