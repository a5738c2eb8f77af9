using PicoClaw.Agent.Texts;
using PicoClaw.Hosting.Accounts;

namespace PicoClaw.Agent.Commands;

/// <summary>Tells people the id that an administrator writes into the configuration for them.</summary>
internal sealed class IdCommand : ICommand
{
    public static readonly Phrase IdIs = new(
        "Your id is `{0}`. The bot's administrator can add it to allow_from or admins.",
        "你的编号是 `{0}`，机器人管理员可以把它填入 allow_from 或 admins。");

    public string Name => OwnId.Command;

    public IReadOnlyList<string> ChineseNames => [OwnId.ChineseCommand];

    public Phrase Summary { get; } = new("tells you your id, for allow_from and admins", "查看自己的编号，供管理员填入 allow_from 或 admins");

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) =>
        Task.FromResult(context.Say(IdIs, context.Message.Sender.Id));
}
