namespace PicoClaw.Agent.Conversations;

/// <summary>How a turn ended: what the user is told and, when it failed, why.</summary>
internal sealed record TurnOutcome(string Reply, string? Error)
{
    public static TurnOutcome Answered(string reply) => new(reply, null);

    public static TurnOutcome Failed(string error) =>
        new("抱歉，我这次没能回答，请稍后再发一次。\n\nSorry, I could not answer this time. Please send it again later.", error);
}
