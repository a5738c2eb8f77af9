using PicoClaw.Agent.Workspaces;

namespace PicoClaw.Agent.Prompts;

/// <summary>What the bot was asked to remember for good.</summary>
internal sealed class MemoryPart(Workspace workspace) : IPromptPart
{
    public async Task<string?> WriteAsync(PromptContext context, CancellationToken cancellationToken) =>
        await workspace.ReadAsync(Workspace.MemoryFile, cancellationToken) is { } text ? $"## Memory\n{text}" : null;
}
