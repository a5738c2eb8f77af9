namespace PicoClaw.Egress.DingTalk;

/// <summary>What became of a call.</summary>
internal abstract record SendResult
{
    /// <summary>False when DingTalk refused the call before it was processed, or never saw it: then it does not count against the month.</summary>
    public virtual bool Counts => true;

    /// <summary>DingTalk took it; for some of the users it named it may still not have.</summary>
    public sealed record Sent(IReadOnlyList<string> Invalid, IReadOnlyList<string> HeldBack) : SendResult
    {
        public static readonly Sent ToAll = new([], []);
    }

    /// <summary>Nothing was sent, and nothing more will be on this road.</summary>
    public sealed record RoadClosed : SendResult;

    /// <summary>Nothing was sent, as too much was: what was called must rest, or all calls from this process's address.</summary>
    public sealed record Throttled(TimeSpan After, string Reason, bool IsAddressBlocked) : SendResult
    {
        public override bool Counts => false;
    }

    /// <summary>Nothing was sent, as the organization has used up its API calls of the month.</summary>
    public sealed record QuotaGone : SendResult
    {
        public override bool Counts => false;
    }

    /// <summary>Nothing was sent, as DingTalk cannot be reached; the same call may work later.</summary>
    public sealed record Later(TimeSpan After, string Reason) : SendResult
    {
        public override bool Counts => false;
    }

    /// <summary>DingTalk was too busy or answered with an unlisted code; the same call may work later, but is not to be made often.</summary>
    public sealed record Busy(TimeSpan After, string Reason) : SendResult;

    /// <summary>It may or may not have been sent: DingTalk's servers failed or did not answer, or what they answered says nothing.</summary>
    public sealed record Unknown(string Reason, bool IsServerFault) : SendResult;

    /// <summary>Given up before anything was sent, as the process stops.</summary>
    public sealed record NotCalled : SendResult
    {
        public override bool Counts => false;
    }

    /// <summary>Nothing was sent, and the same call will never work.</summary>
    public sealed record Refused(string Reason) : SendResult;

    /// <summary>Nothing was sent: DingTalk's own check forbids what the message holds.</summary>
    public sealed record Withheld(string Reason) : SendResult;
}
