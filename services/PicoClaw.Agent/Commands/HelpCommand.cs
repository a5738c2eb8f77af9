using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

internal sealed class HelpCommand : ICommand
{
    public const string HelpName = "help";

    private const int FirstLines = 5;

    public static readonly Phrase Title = new("**Commands** (`/` or `!`)", "**命令**（以 `/` 或 `!` 开头）");

    private static readonly Phrase Line = new("- {0}: {1}", "- {0}：{1}");
    private static readonly Phrase Comma = new(", ", "、");

    public string Name => HelpName;

    public IReadOnlyList<string> ChineseNames => ["帮助"];

    public Phrase Summary { get; } = new("lists the commands", "列出所有命令");

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) =>
        Task.FromResult(context.Message.IsMentionOnly() ? First(context) : List(context));

    public static CommandResult List(CommandContext context) =>
        CommandResult.Say($"{Title.In(context.Language)}\n\n{Lines(context, context.Commands.All.Count)}");

    private static CommandResult First(CommandContext context) =>
        CommandResult.Say($"{Phrases.Hello.In(context.Language)}\n\n{Lines(context, FirstLines)}");

    private static string Lines(CommandContext context, int count) => string.Join(
        '\n',
        context.Commands.All.Take(count)
            .Select(command => Line.In(context.Language, Names(command, context.Language), command.Summary.In(context.Language))));

    private static string Names(ICommand command, Language language) =>
        string.Join(
            Comma.In(language),
            (language == Language.Chinese ? command.ChineseNames : []).Append(command.Name).Concat(command.Aliases).Select(name => "/" + name));
}
