using System.Collections.Concurrent;
using PicoClaw.Contracts;

namespace Harness.Agents;

/// <summary>The replies in the order of their arrival; like egress, it drops a second reply of the same id.</summary>
internal sealed class ReplyLog
{
    private readonly Dictionary<Guid, DeliverMessage> _byId = [];
    private readonly List<DeliverMessage> _replies = [];
    private readonly ConcurrentDictionary<Token, TaskCompletionSource> _awaited = new();

    public IReadOnlyList<DeliverMessage> All
    {
        get
        {
            lock (_byId)
            {
                return [.. _replies];
            }
        }
    }

    /// <summary>How many replies came a second time.</summary>
    public int Repeated { get; private set; }

    public int Count
    {
        get
        {
            lock (_byId)
            {
                return _replies.Count;
            }
        }
    }

    /// <summary>Ends when a message is answered; must be called before the message is sent.</summary>
    public Task AnsweredAsync(Token token) =>
        _awaited.GetOrAdd(token, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Add(DeliverMessage reply)
    {
        lock (_byId)
        {
            if (!_byId.TryAdd(reply.Id, reply))
            {
                Repeated++;
                return;
            }

            _replies.Add(reply);
        }

        foreach (var token in Token.In(Text(reply)))
        {
            if (_awaited.TryRemove(token, out var awaited))
            {
                awaited.SetResult();
            }
        }
    }

    public static string Text(DeliverMessage reply) => ((MarkdownContent)reply.Content).Text;
}
