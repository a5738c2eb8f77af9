using System.Data.Common;
using Microsoft.Extensions.Options;
using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Models;
using PicoClaw.Agent.Prompts;
using PicoClaw.Agent.Texts;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Conversations;

/// <summary>One start of a turn: runs the command or asks the model, within the turn's deadline.</summary>
internal sealed class TurnAnswerer(
    HistoryStore history,
    CommandTable commands,
    Admins admins,
    PromptBuilder prompts,
    Responder responder,
    Summarizer summarizer,
    LanguageChooser languages,
    ModelFailures failures,
    IOptions<ConversationOptions> options,
    TimeProvider time,
    ILogger<TurnAnswerer> logger)
{
    /// <summary>Null when the turn is to be started again.</summary>
    public async Task<TurnOutcome?> AnswerAsync(LaneHold hold, Turn turn, CancellationToken cancellationToken)
    {
        var language = languages.Of(turn.Messages);
        if (turn.Attempt > Turn.MaxAttempts)
        {
            Log.TurnGivenUp(logger, turn.Id, Turn.MaxAttempts);
            return Failed(turn, Phrases.Failed.In(language), $"started {Turn.MaxAttempts} times and never finished", isTold: false);
        }

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.TurnTimeout), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await RunAsync(hold, turn, language, either.Token);
        }
        catch (Exception exception) when (exception is not (LeaseLostException or DbException) && !cancellationToken.IsCancellationRequested)
        {
            var reason = deadline.IsCancellationRequested ? $"no answer within {options.Value.TurnTimeout} seconds" : failures.Describe(exception);
            Log.TurnFailed(logger, turn.Id, turn.Attempt, Turn.MaxAttempts, reason);
            if (deadline.IsCancellationRequested)
            {
                return Failed(turn, Phrases.TimedOut.In(language), reason, isTold: true);
            }

            if (exception is ContextTooLongException)
            {
                return Failed(turn, Phrases.TooLong.In(language), reason, isTold: false);
            }

            if (exception is ModelsUnavailableException)
            {
                // All that helps was tried by the models' pipeline.
                return Failed(turn, Phrases.Unavailable.In(language), reason, isTold: !IsRefusal(exception));
            }

            if (turn.Attempt == Turn.MaxAttempts)
            {
                return Failed(turn, Phrases.Failed.In(language), reason, isTold: false);
            }

            await Task.Delay(TimeSpan.FromSeconds(2 * turn.Attempt), time, cancellationToken);
            return null;
        }
    }

    public TurnOutcome Cancelled(Turn turn) => TurnOutcome.Cancelled(Phrases.Stopped.In(languages.Of(turn.Messages))) with { History = Said(turn) };

    private async Task<TurnOutcome> RunAsync(LaneHold hold, Turn turn, Language language, CancellationToken cancellationToken)
    {
        var memory = (await history.LoadAsync(hold.Lease.Key, cancellationToken)).Without(turn.Id);
        if (turn.Messages is not [var only] || commands.Find(only.Text) is not { } command)
        {
            var said = Said(turn);
            return (await AskAsync(hold, turn, memory, known => new Question(known.Without(turn.Id).Told, said), cancellationToken))!;
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
        var asked = result.Ask is { } ask ? await AskAsync(hold, turn, memory, ask, cancellationToken) : null;
        return asked ?? TurnOutcome.Answered(result.Reply) with { Effect = result.Effect };
    }

    /// <summary>Null when there is nothing to ask.</summary>
    private async Task<TurnOutcome?> AskAsync(LaneHold hold, Turn turn, Memory memory, Func<Memory, Question?> ask, CancellationToken cancellationToken)
    {
        if (ask(memory) is not { } question)
        {
            return null;
        }

        try
        {
            return await AskAsync(hold, turn, memory, question, cancellationToken);
        }
        catch (ContextTooLongException) when (question.History.Count > 0)
        {
            Log.Compacting(logger, hold.Lease.Key);
            var shorter = await summarizer.CompactAsync(hold.Lease, memory, cancellationToken);
            return ask(shorter) is { } again ? await AskAsync(hold, turn, shorter, again, cancellationToken) : null;
        }
    }

    private async Task<TurnOutcome> AskAsync(LaneHold hold, Turn turn, Memory memory, Question question, CancellationToken cancellationToken)
    {
        var prompt = await prompts.BuildAsync(new PromptContext(turn.Messages, memory.Summary), memory.Model, question.History, question.Said, cancellationToken);
        hold.ThrowIfOver();
        var answer = await responder.AnswerAsync(prompt, memory.Model, cancellationToken);
        return TurnOutcome.Answered(answer.Text) with
        {
            History = [.. question.Said, new HistoryEntry(HistoryEntry.Assistant, answer.Text)],
            Usage = answer.Usage,
            Effect = question.Effect,
        };
    }

    /// <summary>What the user said stays in the history; what would break every later turn too is kept from the model.</summary>
    private TurnOutcome Failed(Turn turn, string reply, string error, bool isTold) => TurnOutcome.Failed(reply, error) with { History = Said(turn), IsTold = isTold };

    private IReadOnlyList<HistoryEntry> Said(Turn turn) => [.. turn.Messages.Where(message => commands.Find(message.Text) is null).Select(Transcript.Of)];

    // What one model refused, the next does not take either.
    private static bool IsRefusal(Exception exception) => exception.InnerException is ModelCallException { Fault: ModelFault.Rejected };
}
