using System.Data.Common;
using Microsoft.Extensions.Options;
using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Texts;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Conversations;

/// <summary>One start of a turn: runs the command or asks the model, within the turn's deadline.</summary>
internal sealed class TurnAnswerer(
    HistoryStore history,
    CommandTable commands,
    Admins admins,
    QuestionAnswerer questions,
    UsageStore usage,
    LanguageChooser languages,
    ModelFailures failures,
    IOptions<ConversationOptions> options,
    TimeProvider time,
    ILogger<TurnAnswerer> logger)
{
    /// <summary>Null when the turn is to be started again.</summary>
    public async Task<TurnOutcome?> AnswerAsync(LaneHold hold, Turn turn, CancellationToken cancellationToken)
    {
        var language = await LanguageAsync(hold, turn, cancellationToken);
        if (turn.ToolsStarted)
        {
            Log.NotRepeated(logger, turn.Id);
            return Unfinished(turn, language, "ended after a tool was started; not begun again", isTold: true);
        }

        if (turn.Attempt > Turn.MaxAttempts)
        {
            Log.TurnGivenUp(logger, turn.Id, Turn.MaxAttempts);
            return Failed(turn, Phrases.Failed.In(language), $"started {Turn.MaxAttempts} times and never finished", isTold: false);
        }

        TurnOutcome? outcome = null;
        try
        {
            return outcome = await StartAsync(hold, turn, language, cancellationToken);
        }
        finally
        {
            // The calls of an outcome are committed with it.
            await (outcome is null ? usage.TryAddAsync(hold.Lease.Key, turn.Id, turn.Calls) : Task.CompletedTask);
        }
    }

    public async Task<TurnOutcome> CancelledAsync(LaneHold hold, Turn turn, CancellationToken cancellationToken) =>
        TurnOutcome.Cancelled(Phrases.Stopped.In(await LanguageAsync(hold, turn, cancellationToken))) with { History = Said(turn) };

    private async Task<Language> LanguageAsync(LaneHold hold, Turn turn, CancellationToken cancellationToken) =>
        languages.Of(turn.Messages, languages.NeedsHistory(turn.Messages) ? await history.LastAnswerAsync(hold.Lease.Key, cancellationToken) : null);

    private async Task<TurnOutcome?> StartAsync(LaneHold hold, Turn turn, Language language, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.TurnTimeout), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await RunAsync(hold, turn, language, either.Token);
        }
        catch (Exception exception) when (exception is not (LeaseLostException or DbException) && !cancellationToken.IsCancellationRequested)
        {
            var reason = deadline.IsCancellationRequested ? $"no answer within {options.Value.TurnTimeout} seconds" : failures.Describe(exception);
            failures.Trace(logger, exception);
            if (Ending(turn, exception, deadline.IsCancellationRequested) is not var (phrase, isTold))
            {
                Log.StartFailed(logger, turn.Id, turn.Attempt, Turn.MaxAttempts, reason);
                await Task.Delay(TimeSpan.FromSeconds(2 * turn.Attempt), time, cancellationToken);
                return null;
            }

            Log.TurnFailed(logger, turn.Id, reason);
            return turn.Calls.ToolsStarted ? Unfinished(turn, language, reason, isTold) : Failed(turn, phrase.In(language), reason, isTold);
        }
    }

    /// <summary>What the user is told, and whether the model may know of the turn; null when it is to be started again.</summary>
    private static (Phrase Phrase, bool IsTold)? Ending(Turn turn, Exception exception, bool isLate) => exception switch
    {
        _ when isLate => (Phrases.TimedOut, true),
        ContextTooLongException => (Phrases.TooLong, false),

        // All that helps was tried by the models' pipeline.
        ModelsUnavailableException unavailable => OfModels(unavailable.Fault),
        _ when turn.Calls.ToolsStarted || turn.Attempt == Turn.MaxAttempts => (Phrases.Failed, false),
        _ => null,
    };

    private async Task<TurnOutcome> RunAsync(LaneHold hold, Turn turn, Language language, CancellationToken cancellationToken)
    {
        var memory = (await history.LoadAsync(hold.Lease.Key, cancellationToken)).Without(turn.Id);
        if (turn.Messages is not [var only] || commands.Find(only) is not { } command)
        {
            var said = Said(turn);
            if (!turn.Messages.Any(Readable.HasWords))
            {
                return WithoutWords(turn, language, said);
            }

            return (await questions.AnswerAsync(hold, turn, memory, known => new Question(known.Without(turn.Id).Told, said), cancellationToken))!;
        }

        _ = CommandLine.TryParse(only.Text, out var line);
        var result = await command.RunAsync(
            new CommandContext
            {
                Message = only,
                Arguments = line.Arguments,
                LaneKey = hold.Lease.Key,
                Memory = memory,
                Language = language,
                Commands = commands,
                MayChange = admins.MayChange(only),
            },
            cancellationToken);
        var asked = result.Ask is { } ask ? await questions.AnswerAsync(hold, turn, memory, ask, cancellationToken) : null;
        return asked ?? TurnOutcome.Answered(result.Reply) with { Effect = result.Effect };
    }

    /// <summary>No model is asked, but the next question may be about what came.</summary>
    private static TurnOutcome WithoutWords(Turn turn, Language language, IReadOnlyList<HistoryEntry> said)
    {
        var reply = said.Count == 0 ? Phrases.KeptBack.In(language) : Unopened.Reply([.. turn.Messages.Where(message => !message.IsKeptBack())], language);
        return TurnOutcome.Answered(reply) with { History = said.Count == 0 ? said : [.. said, new HistoryEntry(HistoryEntry.Assistant, reply)] };
    }

    /// <summary>The model is told that tools were used, so that a user may ask what was done.</summary>
    private TurnOutcome Unfinished(Turn turn, Language language, string error, bool isTold)
    {
        var reply = Phrases.Unfinished.In(language);
        var failed = Failed(turn, reply, error, isTold);
        return failed.History.Count == 0 ? failed : failed with { History = [.. failed.History, new HistoryEntry(HistoryEntry.Assistant, reply)] };
    }

    /// <summary>What the user said stays in the history; what would break every later turn too is kept from the model.</summary>
    private TurnOutcome Failed(Turn turn, string reply, string error, bool isTold) => TurnOutcome.Failed(reply, error) with { History = Said(turn), IsTold = isTold };

    private IReadOnlyList<HistoryEntry> Said(Turn turn) => [.. turn.Messages.Where(message => commands.Find(message) is null && !message.IsKeptBack()).Select(Transcript.Of)];

    // What was refused or not taken once, would be again with every later question.
    private static (Phrase Phrase, bool IsTold) OfModels(ModelFault fault) => fault switch
    {
        ModelFault.Refused => (Phrases.Refused, false),
        ModelFault.Rejected => (Phrases.NotTaken, false),
        ModelFault.CutOff => (Phrases.CutOff, true),
        ModelFault.Misconfigured => (Phrases.NeedsAdministrator, true),
        _ => (Phrases.Unavailable, true),
    };
}
