namespace PicoClaw.Agent.Conversations;

/// <summary>What makes a session; the key keeps the original's name, <c>session.dimensions</c>.</summary>
internal sealed class SessionScopeOptions
{
    public const string SectionName = "Agent:Session";
    public const string Chat = "chat";
    public const string Sender = "sender";

    /// <summary>Empty: the chat.</summary>
    public List<string> Dimensions { get; } = [];

    /// <summary>True when everyone in a group has a session of their own.</summary>
    public bool IsPerSender => Dimensions.Contains(Sender);
}
