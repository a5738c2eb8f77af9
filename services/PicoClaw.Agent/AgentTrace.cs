using System.Diagnostics;
using PicoClaw.Hosting.Telemetry;

namespace PicoClaw.Agent;

/// <summary>
/// The activity source "PicoClaw.Agent": ids and counts, nothing of what was said. The calls of models have a source of their own.
/// </summary>
internal static class AgentTrace
{
    private static readonly ActivitySource Source = new("PicoClaw.Agent");

    /// <summary>From the broker's delivery to the commit.</summary>
    public static Activity? Intake(Guid messageId) => Source.StartActivity("agent intake")?.SetTag("messaging.message.id", messageId);

    /// <summary>One start of a turn, under the last of its messages, with links to the others.</summary>
    /// <param name="turnId">The turn.</param>
    /// <param name="attempt">Its attempt number.</param>
    /// <param name="messages">The place of each message in its trace.</param>
    public static Activity? Start(Guid turnId, int attempt, IReadOnlyList<string?> messages) => Source
        .StartUnder("agent turn", messages[^1], links: TraceParent.Links(messages.SkipLast(1)))?
        .SetTag("picoclaw.turn.id", turnId)
        .SetTag("picoclaw.turn.attempt", attempt)
        .SetTag("picoclaw.turn.messages", messages.Count);

    public static void Ended(Activity? turn, string status, bool isFailed)
    {
        turn?.SetTag("picoclaw.turn.status", status);
        if (isFailed)
        {
            turn?.SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <summary>A tool call, by the conventions for generative AI: the tool's name, without arguments and result.</summary>
    public static Activity? Tool(string name) => Source
        .StartActivity($"execute_tool {name}")?
        .SetTag("gen_ai.operation.name", "execute_tool")
        .SetTag("gen_ai.tool.name", name);

    /// <summary>Only the kind of the failure: its message may quote what was said.</summary>
    public static void Failed(Activity? trace, Exception exception) =>
        trace?.SetTag("error.type", exception.GetType().FullName).SetStatus(ActivityStatusCode.Error);

    /// <summary>
    /// Sending a reply to egress. Under the message, not under the turn, whose activity is lost when its process dies before the export.
    /// </summary>
    public static Activity? Reply(string replyId, string? trace) => Source.StartUnder("agent reply", trace)?.SetTag("picoclaw.reply.id", replyId);
}
