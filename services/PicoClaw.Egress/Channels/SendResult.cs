namespace PicoClaw.Egress.Channels;

/// <summary>What became of a call, as its channel judges it. The type's name is the outcome in the metrics.</summary>
internal abstract record SendResult
{
    public virtual string Outcome => GetType().Name;

    /// <summary>What the platform said, or the outcome.</summary>
    public string Text => this switch
    {
        Refused refused => refused.Reason,
        Withheld withheld => withheld.Reason,
        Throttled throttled => throttled.Reason,
        Busy busy => busy.Reason,
        Later later => later.Reason,
        Unknown unknown => unknown.Reason,
        _ => Outcome,
    };

    /// <summary>False when the platform refused the call before processing it, or never saw it: then it does not count against the month.</summary>
    public virtual bool Counts => true;

    /// <summary>The platform took it, a message or a file; some recipients it may not know, and from others hold the message back.</summary>
    public sealed record Sent(IReadOnlyList<string> Rejected, IReadOnlyList<string> HeldBack) : SendResult
    {
        public static readonly Sent ToAll = new([], []);

        /// <summary>As in <see cref="Contracts.MessageDelivered.DeliveryKey"/>.</summary>
        public string? Key { get; init; }
    }

    /// <summary>Nothing was sent, and this route stays closed for the reply; the channel remembers it.</summary>
    public sealed record RouteClosed : SendResult
    {
        // Dashboards know this value.
        public override string Outcome => "RoadClosed";
    }

    /// <summary>Rejected by a rate limit; nothing was sent. The limit cools down, or all calls from this process's address do.</summary>
    public sealed record Throttled(TimeSpan After, string Reason, bool IsAddressBlocked) : SendResult
    {
        public override bool Counts => false;
    }

    /// <summary>Nothing was sent, as the account has used up its API calls of the month.</summary>
    public sealed record QuotaGone : SendResult
    {
        public override bool Counts => false;
    }

    /// <summary>Nothing was sent, as the platform cannot be reached; the same call may work later.</summary>
    public sealed record Later(TimeSpan After, string Reason) : SendResult
    {
        public override bool Counts => false;
    }

    /// <summary>Nothing was called, as something of our own is away for now; it says nothing of the platform.</summary>
    public sealed record Delayed(TimeSpan After, string Reason) : SendResult
    {
        public override bool Counts => false;
    }

    /// <summary>The platform was too busy or answered with an unlisted code; the same call may work later, but must not be repeated often.</summary>
    public sealed record Busy(TimeSpan After, string Reason) : SendResult;

    /// <summary>It may or may not have been sent: the platform's servers failed or did not answer, or their answer is inconclusive.</summary>
    public sealed record Unknown(string Reason, bool IsServerFault) : SendResult;

    /// <summary>Given up before anything was sent, as the process stops.</summary>
    public sealed record NotCalled : SendResult
    {
        public override bool Counts => false;
    }

    /// <summary>Nothing was sent, and the same call will never work.</summary>
    public sealed record Refused(string Reason) : SendResult;

    /// <summary>Nothing was sent: the platform's own check forbids what the message holds.</summary>
    public sealed record Withheld(string Reason) : SendResult;
}
