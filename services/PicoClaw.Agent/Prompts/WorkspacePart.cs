using PicoClaw.Agent.Workspaces;

namespace PicoClaw.Agent.Prompts;

/// <summary>What the bot's owner wrote about it.</summary>
internal sealed class WorkspacePart(Workspace workspace) : IPromptPart
{
    private static readonly string[] Files = ["AGENT.md", "SOUL.md", "USER.md"];

    public async Task<string?> WriteAsync(PromptContext context, CancellationToken cancellationToken)
    {
        var parts = new List<string>();
        foreach (var file in Files)
        {
            if (await workspace.ReadAsync(file, cancellationToken) is { } text)
            {
                parts.Add($"## {file}\n{text}");
            }
        }

        return string.Join("\n\n", parts);
    }
}
