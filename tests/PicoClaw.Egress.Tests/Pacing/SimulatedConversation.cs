using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Tests.Pacing;

/// <summary>A conversation with its queue, as the store would keep it.</summary>
internal sealed class SimulatedConversation(string name, bool isBulk, CallScope scope)
{
    public string Name => name;

    public bool IsBulk => isBulk;

    public CallScope Scope => scope;

    /// <summary>When each waiting reply came.</summary>
    public Queue<long> Replies { get; } = new();

    /// <summary>It waits in the rotation, or a call of it is out.</summary>
    public bool IsBusy { get; set; }

    /// <summary>Since when its head could have gone without limits.</summary>
    public long HeadSince { get; set; }
}
