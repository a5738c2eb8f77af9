using PicoClaw.Agent.Tools.Files;

namespace PicoClaw.Agent.Answers;

/// <summary>What the tools of an answer need of its turn.</summary>
/// <param name="Starting">Awaited before the first tool runs.</param>
/// <param name="GiveFile">Takes what they give the user.</param>
internal sealed record TurnTools(Func<CancellationToken, Task> Starting, GiveFile GiveFile);
