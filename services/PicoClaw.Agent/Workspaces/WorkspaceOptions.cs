namespace PicoClaw.Agent.Workspaces;

/// <summary>The part of <c>agents.defaults</c> that is about the workspace.</summary>
internal sealed class WorkspaceOptions
{
    public const string SectionName = "Agent:Defaults";

    /// <summary>A folder; null: none.</summary>
    public string? Workspace { get; set; }
}
