namespace PicoClaw.Egress.DingTalk;

/// <summary>What became of a call.</summary>
internal abstract record SendResult
{
    /// <summary>DingTalk took it; for some of the users it named it may still not have.</summary>
    public sealed record Sent(IReadOnlyList<string> Invalid, IReadOnlyList<string> HeldBack) : SendResult
    {
        public static readonly Sent ToAll = new([], []);
    }

    /// <summary>Nothing was sent, and nothing more will be on this road.</summary>
    public sealed record RoadClosed : SendResult;

    /// <summary>Nothing was sent, as too much was: what was called must rest, or all calls from this process's address.</summary>
    public sealed record Throttled(TimeSpan After, string Reason, bool IsAddressBlocked) : SendResult;

    /// <summary>Nothing was sent, and nothing will be by the OpenAPI until the month ends.</summary>
    public sealed record QuotaGone : SendResult;

    /// <summary>Nothing was sent, as DingTalk cannot be reached; the same call may work later.</summary>
    public sealed record Later(TimeSpan After, string Reason) : SendResult;

    /// <summary>DingTalk was too busy; the same call may work later, but is not to be made often.</summary>
    public sealed record Busy(TimeSpan After, string Reason) : SendResult;

    /// <summary>It may or may not have been sent: DingTalk's servers failed or did not answer, or what they answered says nothing.</summary>
    public sealed record Unknown(string Reason, bool IsServerFault) : SendResult;

    /// <summary>Given up before anything was sent, as the process stops.</summary>
    public sealed record NotCalled : SendResult;

    /// <summary>Nothing was sent, and the same call will never work.</summary>
    public sealed record Refused(string Reason) : SendResult;
}
