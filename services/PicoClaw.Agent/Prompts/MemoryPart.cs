using PicoClaw.Agent.Workspaces;

namespace PicoClaw.Agent.Prompts;

/// <summary>What users asked the bot to remember.</summary>
internal sealed class MemoryPart(Workspace workspace) : IPromptPart
{
    public async Task<string?> WriteAsync(PromptContext context, CancellationToken cancellationToken) =>
        await workspace.ReadAsync(Workspace.MemoryFile, cancellationToken) is { } text ? $"## Memory\n{text}" : null;
}
