using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Turns;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Answers;

/// <summary>Finds out what a turn's messages quote, and in which language the bot speaks of them.</summary>
internal sealed class TurnReader(LanguageChooser languages, HistoryStore histories, QuotedMessages quotes)
{
    public async Task<TurnStart> ReadAsync(LaneHold hold, Turn turn, CancellationToken cancellationToken)
    {
        var language = await LanguageAsync(hold, turn.Taken, cancellationToken);
        var heard = new List<TurnMessage>();
        foreach (var taken in turn.Taken.Where(taken => taken.Command is null && !taken.Message.IsWithheld()))
        {
            heard.Add(taken with { Message = await quotes.ResolveAsync(taken.Message, cancellationToken) });
        }

        return new TurnStart(hold, turn, language, heard);
    }

    public async Task<Language> LanguageAsync(LaneHold hold, IReadOnlyList<TurnMessage> said, CancellationToken cancellationToken) =>
        languages.Of(said, languages.NeedsHistory(said) ? await histories.LastAnswerAsync(hold.Lease.Key, cancellationToken) : null);
}
