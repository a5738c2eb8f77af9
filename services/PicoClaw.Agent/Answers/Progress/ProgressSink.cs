using PicoClaw.Agent.Turns;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Answers.Progress;

/// <summary>Publishes the progress of turns as far as their account shows it: all of it on cards, the beginning as a reaction.</summary>
internal sealed class ProgressSink(IProgressPublisher publisher, Live<AccountsOptions> accounts, TimeProvider time) : IReplySink
{
    public IReplyDraft? Begin(Turn turn) => accounts.Value.Accounts.GetValueOrDefault(turn.Conversation.Account) switch
    {
        null => null,
        { Cards: var cards } when IsOn(cards) => new ProgressDraft(turn, publisher, time),
        { Reaction: var reaction } when IsOn(reaction) => new FirstSign(turn, publisher, time),
        _ => null,
    };

    private static bool IsOn(string setting) => !setting.Equals(AccountOptions.Off, StringComparison.OrdinalIgnoreCase);
}
