using PicoClaw.Agent.Turns;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Answers.Progress;

/// <summary>Publishes the progress of turns whose account shows it.</summary>
internal sealed class ProgressSink(IProgressPublisher publisher, Live<AccountsOptions> accounts, TimeProvider time) : IReplySink
{
    public IReplyDraft? Begin(Turn turn) => Shows(turn.Conversation.Account) ? new ProgressDraft(turn, publisher, time) : null;

    private bool Shows(string account) =>
        accounts.Value.Accounts.TryGetValue(account, out var options)
        && !options.Cards.Equals(AccountOptions.Off, StringComparison.OrdinalIgnoreCase);
}
