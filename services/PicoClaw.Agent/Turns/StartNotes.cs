namespace PicoClaw.Agent.Turns;

/// <summary>What is to be reported of a start once its transaction is committed.</summary>
internal sealed class StartNotes
{
    public List<UnreadableMessage> Unreadable { get; } = [];

    /// <summary>The senders of turns over their rate.</summary>
    public List<string> Limited { get; } = [];
}
