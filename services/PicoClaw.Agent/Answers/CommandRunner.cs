using PicoClaw.Agent.Commands;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Turns;

namespace PicoClaw.Agent.Answers;

/// <summary>Runs the command that a turn is.</summary>
internal sealed class CommandRunner(CommandTable commands, Admins admins, QuestionAnswerer questions)
{
    public async Task<TurnOutcome> RunAsync(TurnStart start, string command, ConversationHistory history, CancellationToken cancellationToken)
    {
        var message = start.Turn.Messages[0];
        var context = new CommandContext
        {
            Message = message,
            Arguments = CommandLine.TryParse(message.Text, out var line) ? line.Arguments : "",
            LaneKey = start.LaneKey,
            History = history,
            Language = start.Language,
            Commands = commands,
            MayChange = admins.MayChange(message),
        };
        var result = await commands.Get(command).RunAsync(context, cancellationToken);
        var answer = result.Ask is { } ask ? await questions.AnswerAsync(start, history, ask, cancellationToken) : null;
        return answer ?? TurnOutcome.Answered(result.Reply) with { Effect = result.Effect };
    }
}
