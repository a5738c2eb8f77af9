using PicoClaw.Agent.Feedback;
using PicoClaw.Agent.Storage;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

/// <summary>Notes what the sender thinks of an answer: the newest one, or the one that is named.</summary>
internal sealed class FeedbackCommand(FeedbackTable table, AgentMetrics metrics, TimeProvider time) : ICommand
{
    public static readonly Phrase Noted = new("Thank you, your feedback is noted.", "谢谢，已记下你的反馈。");

    public static readonly Phrase NoAnswer = new(
        "There is no such answer in this conversation.", "这个会话里没有可以评价的回答。");

    public static readonly Phrase Usage = new(
        "Say whether the answer was good: /feedback up, or /feedback down and why.",
        "请说明回答的好坏：/反馈 好，或 /反馈 差 加上原因。");

    public string Name => "feedback";

    public IReadOnlyList<string> ChineseNames => ["反馈"];

    public Phrase Summary { get; } = new(
        "rates the last answer: /feedback up, /feedback down too long", "评价上一条回答：/反馈 好，/反馈 差 太长了");

    public async Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (first, rest) = Split(context.Arguments);
        if (Verdict.Read(first) is not { } verdict)
        {
            return context.Say(Usage);
        }

        var (second, behind) = Split(rest);
        var id = ShortId.Read(second);
        var (message, lane) = (context.Message, context.LaneKey);
        var turn = id is null
            ? await table.FindNewestAsync(lane, cancellationToken)
            : await table.FindAsync(lane, message.Conversation, id, cancellationToken);
        if (turn is null)
        {
            return context.Say(NoAnswer);
        }

        var given = GivenFeedback.Of(turn, message.Conversation, message.Sender.Id, verdict, id is null ? rest : behind);
        return CommandResult.Say(
            Noted.In(context.Language),
            async session =>
            {
                // Counted a little early: a commit that fails after this is repeated, and counts it again.
                if (await FeedbackTable.PutAsync(session, given, time.GetUtcNow()))
                {
                    metrics.Feedback(verdict);
                }
            });
    }

    private static (string Word, string Behind) Split(string text) =>
        text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) switch
        {
            [var first, var rest] => (first, rest),
            [var first] => (first, ""),
            _ => ("", ""),
        };
}
