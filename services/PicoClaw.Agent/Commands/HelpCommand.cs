using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

internal sealed class HelpCommand : ICommand
{
    public const string HelpName = "help";

    private const int FirstLines = 5;

    public string Name => HelpName;

    public IReadOnlyList<string> ChineseNames => ["帮助"];

    public Phrase Summary => Phrases.HelpSummary;

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) =>
        Task.FromResult(context.Message.IsCallOnly() ? First(context) : List(context));

    public static CommandResult List(CommandContext context) => CommandResult.Say($"{Phrases.HelpTitle.In(context.Language)}\n\n{Lines(context, context.Commands.All.Count)}");

    private static CommandResult First(CommandContext context) =>
        CommandResult.Say($"{Phrases.Hello.In(context.Language)}\n\n{Lines(context, FirstLines)}");

    private static string Lines(CommandContext context, int count) =>
        string.Join('\n', context.Commands.All.Take(count).Select(command => $"- {string.Join(", ", NamesIn(command, context.Language))}: {command.Summary.In(context.Language)}"));

    private static IEnumerable<string> NamesIn(ICommand command, Language language) =>
        (language == Language.Chinese ? command.ChineseNames : []).Append(command.Name).Concat(command.Aliases).Select(name => "/" + name);
}
