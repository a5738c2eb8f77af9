using PicoClaw.Agent.Texts;
using PicoClaw.Hosting.Accounts;

namespace PicoClaw.Agent.Commands;

/// <summary>Tells people the id that an administrator writes into the configuration for them.</summary>
internal sealed class IdCommand : ICommand
{
    public string Name => OwnId.Command;

    public IReadOnlyList<string> ChineseNames => [OwnId.ChineseCommand];

    public Phrase Summary => Phrases.IdSummary;

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) => Task.FromResult(context.Say(Phrases.IdIs, context.Message.Sender.Id));
}
