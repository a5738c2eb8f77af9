using System.Diagnostics;
using PicoClaw.Agent.Conversations;
using PicoClaw.Hosting.Telemetry;

namespace PicoClaw.Agent;

/// <summary>The activity source "PicoClaw.Agent": ids and counts, nothing of what was said. The calls of models have a source of their own.</summary>
internal static class AgentTrace
{
    private static readonly ActivitySource Source = new("PicoClaw.Agent");

    /// <summary>From the broker's delivery to the commit.</summary>
    public static Activity? Intake(Guid messageId) => Source.StartActivity("agent intake")?.SetTag("messaging.message.id", messageId);

    /// <summary>One start of a turn, under the message that it answers last, with links to the others.</summary>
    public static Activity? Start(Turn turn) => Source
        .StartUnder("agent turn", turn.Traces[^1], links: TraceParent.Links(turn.Traces.SkipLast(1)))?
        .SetTag("picoclaw.turn.id", turn.Id)
        .SetTag("picoclaw.turn.attempt", turn.Attempt)
        .SetTag("picoclaw.turn.messages", turn.Messages.Count);

    public static void Ended(Activity? turn, TurnOutcome outcome)
    {
        turn?.SetTag("picoclaw.turn.status", outcome.Status);
        if (outcome.Status == TurnStatus.Failed)
        {
            turn?.SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <summary>A tool's run, by the conventions for generative AI: its name, without arguments and result.</summary>
    public static Activity? Tool(string name) => Source
        .StartActivity($"execute_tool {name}")?
        .SetTag("gen_ai.operation.name", "execute_tool")
        .SetTag("gen_ai.tool.name", name);

    /// <summary>The kind of a failure; its words may hold what was said.</summary>
    public static void Failed(Activity? trace, Exception exception) =>
        trace?.SetTag("error.type", exception.GetType().FullName).SetStatus(ActivityStatusCode.Error);

    /// <summary>
    /// Handing a reply to egress. Under the message and not under the turn: the turn's own activity is lost when its process dies before the export.
    /// </summary>
    public static Activity? Reply(string replyId, string? trace) => Source.StartUnder("agent reply", trace)?.SetTag("picoclaw.reply.id", replyId);
}
