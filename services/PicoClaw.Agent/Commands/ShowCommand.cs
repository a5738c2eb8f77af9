using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Commands;

internal sealed class ShowCommand(ModelCatalog catalog) : ICommand
{
    public static readonly Phrase Usage = new("What should I show? /show model or /show channel", "要显示什么？发送 /显示 模型 或 /显示 渠道");

    private static readonly Phrase ChannelIs = new("Channel: {0}, account {1}, {2} conversation", "渠道：{0}，账号 {1}，{2}");
    private static readonly Phrase Direct = new("direct", "单聊");
    private static readonly Phrase Group = new("group", "群聊");

    public string Name => "show";

    public IReadOnlyList<string> ChineseNames => ["显示"];

    public Phrase Summary { get; } = new("shows the model or the channel: /show model", "显示模型或渠道：/显示 模型");

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) =>
        Task.FromResult(context.Arguments.ToUpperInvariant() switch
        {
            "MODEL" or "模型" => ModelCommand.Show(context, catalog),
            "CHANNEL" or "渠道" => Channel(context),
            _ => context.Say(Usage),
        });

    private static CommandResult Channel(CommandContext context)
    {
        var conversation = context.Message.Conversation;
        var kind = conversation.Kind == ConversationKind.Group ? Group : Direct;
        return context.Say(ChannelIs, conversation.Channel, conversation.Account, kind.In(context.Language));
    }
}
