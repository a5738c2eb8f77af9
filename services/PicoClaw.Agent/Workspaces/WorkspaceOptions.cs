namespace PicoClaw.Agent.Workspaces;

/// <summary>What of <c>agents.defaults</c> is about the workspace.</summary>
internal sealed class WorkspaceOptions
{
    public const string SectionName = "Agent:Defaults";

    /// <summary>A folder; null: none.</summary>
    public string? Workspace { get; set; }
}
