using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Turns;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Answers;

/// <summary>What people may press on what the bot says. Each is a command, with the turn that it means, so an old one never hits a newer turn.</summary>
internal sealed class ReplyActions(Live<AccountsOptions> accounts)
{
    private static readonly Phrase RetryLabel = new("Retry", "重试");
    private static readonly Phrase StopLabel = new("Stop", "停止");

    public static MessageAction Retry(Language language) => new() { Label = RetryLabel.In(language), Command = "/retry" };

    public static MessageAction Stop(Turn turn, Language language) => new() { Label = StopLabel.In(language), Command = $"/stop {turn.ShortId}" };

    /// <summary>On a model's answer, if its account wants to know.</summary>
    public IReadOnlyList<MessageAction> Feedback(Turn turn) =>
        accounts.Value.Accounts.TryGetValue(turn.Conversation.Account, out var account)
        && account.Feedback.Equals(AccountOptions.FeedbackLinks, StringComparison.OrdinalIgnoreCase)
            ?
            [
                new MessageAction { Label = "👍", Command = $"/feedback up {turn.ShortId}" },
                new MessageAction { Label = "👎", Command = $"/feedback down {turn.ShortId}" },
            ]
            : [];
}
