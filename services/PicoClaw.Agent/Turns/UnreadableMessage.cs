namespace PicoClaw.Agent.Turns;

/// <summary>A stored message that this version cannot read.</summary>
internal sealed record UnreadableMessage(string MessageId, string Problem)
{
    public string Reason => $"message {MessageId} cannot be read by this version: {Problem}";
}
