using PicoClaw.Contracts;

namespace Harness.Agents;

/// <summary>The replies in the order of their arrival; the second of an id is dropped, as egress does.</summary>
internal sealed class ReplyLog
{
    private readonly Dictionary<Guid, DeliverMessage> _byId = [];
    private readonly List<DeliverMessage> _replies = [];
    private int _answered;

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

    /// <summary>How many messages have been answered.</summary>
    public int Answered => Volatile.Read(ref _answered);

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
            _answered += Token.In(Text(reply)).Count();
        }
    }

    public static string Text(DeliverMessage reply) => ((MarkdownContent)reply.Content).Text;
}
