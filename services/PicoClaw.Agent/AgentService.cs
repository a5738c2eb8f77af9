namespace PicoClaw.Agent;

internal static class AgentService
{
    /// <summary>The key of this service's store, lanes and signal.</summary>
    public const string Name = "agent";
}
