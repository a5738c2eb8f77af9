using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Turns;
using PicoClaw.Contracts;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Answers;

/// <summary>Finds out what the answer to a turn needs to know of its messages.</summary>
internal sealed class TurnBeginner(LanguageChooser languages, HistoryStore histories, QuotedMessages quotes)
{
    public async Task<TurnStart> BeginAsync(LaneHold hold, Turn turn, CancellationToken cancellationToken)
    {
        var lastAnswer = languages.NeedsHistory(turn.Taken) ? await histories.LastAnswerAsync(hold.Lease.Key, cancellationToken) : null;
        var heard = new List<MessageReceived>();
        foreach (var message in turn.Taken.Where(taken => taken.Command is null && !taken.Message.IsWithheld()).Select(taken => taken.Message))
        {
            heard.Add(await quotes.ResolveAsync(message, cancellationToken));
        }

        return new TurnStart(hold, turn, languages.Of(turn.Taken, lastAnswer), heard);
    }
}
