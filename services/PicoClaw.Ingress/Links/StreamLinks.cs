using System.Collections.Concurrent;
using DingTalk.Stream;
using Microsoft.Extensions.Options;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Ingress.Mapping;

namespace PicoClaw.Ingress.Links;

/// <summary>The links of this process, by account, including accounts whose link does not exist yet.</summary>
public sealed class StreamLinks
{
    private readonly ConcurrentDictionary<string, DingTalkStreamClient> _clients = new();
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly HashSet<string> _unanswered;

    public StreamLinks(IOptions<AccountsOptions> accounts)
    {
        Accounts = [.. accounts.Value.EnabledFor(MessageMapper.Channel)];
        _unanswered = [.. Accounts.Select(account => account.Key)];
        SettleIfAnswered();
    }

    /// <summary>Ends when DingTalk has accepted or refused every account once.</summary>
    public Task Settled => _settled.Task;

    /// <summary>The accounts whose link is open now.</summary>
    public IReadOnlyList<string> Open() => [.. Statuses().Where(link => link.Status.State == StreamState.Open).Select(link => link.Account)];

    internal IReadOnlyList<KeyValuePair<string, AccountOptions>> Accounts { get; }

    internal void Add(string account, DingTalkStreamClient client)
    {
        _clients[account] = client;
        client.StatusChanged += status => Note(account, status);
    }

    internal void Note(string account, StreamStatus status)
    {
        if (status.State is StreamState.Open or StreamState.Refused)
        {
            lock (_gate)
            {
                _unanswered.Remove(account);
                SettleIfAnswered();
            }
        }
    }

    internal IReadOnlyList<(string Account, StreamStatus Status)> Statuses() =>
        [.. Accounts.Select(account => (account.Key, _clients.TryGetValue(account.Key, out var client) ? client.Status : new StreamStatus()))];

    private void SettleIfAnswered()
    {
        if (_unanswered.Count == 0)
        {
            _settled.TrySetResult();
        }
    }
}
