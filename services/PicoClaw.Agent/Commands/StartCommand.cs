using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

internal sealed class StartCommand : ICommand
{
    public string Name => "start";

    public IReadOnlyList<string> ChineseNames => ["开始"];

    public Phrase Summary { get; } = new("says hello", "打个招呼");

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) => Task.FromResult(context.Say(Phrases.Hello));
}
