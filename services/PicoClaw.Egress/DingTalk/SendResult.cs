namespace PicoClaw.Egress.DingTalk;

/// <summary>What became of a call.</summary>
internal abstract record SendResult
{
    /// <summary>DingTalk took it.</summary>
    public sealed record Sent : SendResult;

    /// <summary>Nothing was sent, and nothing more will be on this road.</summary>
    public sealed record RoadClosed : SendResult;

    /// <summary>Nothing was sent; the same call may work later.</summary>
    public sealed record Later(TimeSpan After, string Reason) : SendResult;

    /// <summary>It may or may not have been sent.</summary>
    public sealed record Unknown(string Reason) : SendResult;

    /// <summary>Nothing was sent, and the same call will never work.</summary>
    public sealed record Refused(string Reason) : SendResult;
}
