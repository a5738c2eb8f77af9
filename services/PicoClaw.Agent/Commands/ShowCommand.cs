using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Commands;

internal sealed class ShowCommand(ModelCatalog catalog) : ICommand
{
    public string Name => "show";

    public IReadOnlyList<string> ChineseNames => ["显示"];

    public Phrase Summary => Phrases.ShowSummary;

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) => Task.FromResult(context.Arguments.ToUpperInvariant() switch
    {
        "MODEL" or "模型" => ModelCommand.Show(context, catalog),
        "CHANNEL" or "渠道" => Channel(context),
        _ => context.Say(Phrases.ShowUsage),
    });

    private static CommandResult Channel(CommandContext context)
    {
        var conversation = context.Message.Conversation;
        var kind = conversation.Kind == ConversationKind.Group ? Phrases.Group : Phrases.Direct;
        return context.Say(Phrases.ChannelIs, conversation.Channel, conversation.Account, kind.In(context.Language));
    }
}
