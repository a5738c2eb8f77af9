using PicoClaw.Agent.Turns;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Answers.Progress;

/// <summary>What every report of a turn says of it.</summary>
internal static class ProgressFrame
{
    private const int MostAskers = 50;

    public static ReplyProgress Of(Turn turn) => new()
    {
        ReplyId = turn.ReplyId,
        Attempt = turn.Start,
        Number = 0,
        Conversation = turn.Conversation,
        ReplyRoute = turn.Messages[^1].ReplyRoute,
        Askers = turn.Schedule is null
            ? [.. turn.Messages.Select(message => message.Sender.Id).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal).Take(MostAskers)]
            : [],
        PlatformMessageId = turn.Schedule is null
            ? turn.Messages.Select(message => message.PlatformMessageId).LastOrDefault(id => id.Length > 0)
            : null,
        Stage = ProgressStage.Thinking,
        Text = "",
        StartedAt = turn.StartedAt,
        CreatedAt = turn.StartedAt,
    };
}
