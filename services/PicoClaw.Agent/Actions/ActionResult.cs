namespace PicoClaw.Agent.Actions;

/// <summary>What became of a press.</summary>
internal sealed record ActionResult
{
    /// <summary>It had its effect before.</summary>
    public static readonly ActionResult Known = new() { IsKnown = true };

    /// <summary>It is in the store, and nothing more is to be done.</summary>
    public static readonly ActionResult Taken = new();

    public bool IsKnown { get; private init; }

    /// <summary>Why it has no effect; null: it has one, or had it before.</summary>
    public string? Ignored { get; private init; }

    /// <summary>The lane that has a message more.</summary>
    public string? Woken { get; private init; }

    /// <summary>What somebody thinks now, and did not before.</summary>
    public string? Verdict { get; private init; }

    public static ActionResult Ignore(string reason) => new() { Ignored = reason };

    public static ActionResult Said(string laneKey) => new() { Woken = laneKey };

    public static ActionResult Rated(string verdict) => new() { Verdict = verdict };
}
