using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Sending;

/// <summary>How a conversation's turn ended.</summary>
internal abstract record TurnEnd
{
    /// <summary>Nothing more of it is known.</summary>
    public sealed record Done : TurnEnd;

    /// <summary>It goes on with this, when it is its turn again.</summary>
    public sealed record More(OutboxHead Next) : TurnEnd;

    /// <summary>Nothing was called; it goes on at once.</summary>
    public sealed record Again : TurnEnd;

    /// <summary>DingTalk's servers failed; it probes until they answer, so that no other reply comes into doubt.</summary>
    public sealed record Failed : TurnEnd;

    /// <summary>Nothing was called, for want of a permit.</summary>
    public sealed record Blocked(CallScope Scope) : TurnEnd;

    /// <summary>Something of it is due later.</summary>
    public sealed record Due(TimeSpan In) : TurnEnd;
}
