namespace PicoClaw.Gateway.Status;

/// <summary>One account. Null where nobody who answers knows.</summary>
internal sealed record AccountStatus(string Account)
{
    /// <summary>Whether a process has a link to the platform open.</summary>
    public bool? IsLinkOpen { get; init; }

    /// <summary>The platform's servers fail, and the account probes.</summary>
    public bool? IsStopped { get; init; }

    public double? Waiting { get; init; }

    public double? OldestSeconds { get; init; }

    public double? DeadLetters { get; init; }

    /// <summary>Cards that wait to be closed, as no call could be made.</summary>
    public double? OverdueCards { get; init; }

    /// <summary>Calls since the start of the processes that answer.</summary>
    public double? Calls { get; init; }

    /// <summary>Replies that left in another one's call.</summary>
    public double? Merged { get; init; }

    public double? Throttled { get; init; }

    public double? ApiCalls { get; init; }

    public double? ApiLimit { get; init; }

    /// <summary>How many API calls the plan of cards allows by now, where it is in use.</summary>
    public double? ApiPlanned { get; init; }

    public double? StreamCalls { get; init; }

    public double? StreamLimit { get; init; }
}
