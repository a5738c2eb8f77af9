using System.Collections.Concurrent;
using DingTalk.Stream;

namespace PicoClaw.Ingress.Links;

/// <summary>The links of this process, by account.</summary>
public sealed class StreamLinks
{
    private readonly ConcurrentDictionary<string, DingTalkStreamClient> _clients = new();
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when DingTalk has accepted or refused every account once.</summary>
    public Task Settled => _settled.Task;

    internal void Add(string account, DingTalkStreamClient client, int accounts)
    {
        _clients[account] = client;
        client.StatusChanged += _ => CheckSettled(accounts);
    }

    internal IReadOnlyList<(string Account, StreamStatus Status)> Statuses() =>
        [.. _clients.OrderBy(client => client.Key, StringComparer.Ordinal).Select(client => (client.Key, client.Value.Status))];

    private void CheckSettled(int accounts)
    {
        if (Statuses().Count(link => link.Status.State is StreamState.Open or StreamState.Refused) == accounts)
        {
            _settled.TrySetResult();
        }
    }
}
