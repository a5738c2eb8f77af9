namespace PicoClaw.Agent.Conversations;

/// <summary>A message that lies in the store in a form that this version cannot read.</summary>
internal sealed record UnreadableMessage(string MessageId, string Problem)
{
    public string Reason => $"message {MessageId} cannot be read by this version: {Problem}";
}
