namespace PicoClaw.Agent.Prompts;

/// <summary>What the bot was asked to remember for good.</summary>
internal sealed class MemoryPart(Workspace workspace) : IPromptPart
{
    /// <summary>Its place in the workspace.</summary>
    public static readonly string File = Path.Combine("memory", "MEMORY.md");

    public async Task<string?> WriteAsync(PromptContext context, CancellationToken cancellationToken) =>
        await workspace.ReadAsync(File, cancellationToken) is { } text ? $"## Memory\n{text}" : null;
}
