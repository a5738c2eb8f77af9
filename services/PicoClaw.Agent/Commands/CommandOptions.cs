namespace PicoClaw.Agent.Commands;

internal sealed class CommandOptions
{
    public const string SectionName = "Agent:Commands";

    /// <summary>Who may change a group's conversation: <c>ID</c> in exact case, <c>channel:ID</c> in any case, <c>*</c> everyone.</summary>
    public List<string> Admins { get; } = [];
}
