namespace DingTalk.Emulator.Statistics;

internal sealed record StatsAnswer
{
    // Open Stream connections, per app.
    public required IReadOnlyDictionary<string, int> Connections { get; init; }

    // Messages pushed at least once; re-sends are counted separately.
    public long Pushes { get; init; }

    public long Resent { get; init; }

    public long Abandoned { get; init; }

    // Deliveries on a dead or zombie link.
    public long Lost { get; init; }

    // Frames written twice by the fault `duplicate`.
    public long Duplicated { get; init; }

    public int Unacked { get; init; }

    public int WaitingForLink { get; init; }

    // By code.
    public required IReadOnlyDictionary<string, long> Acks { get; init; }

    public required AckTimes AckMs { get; init; }

    // Acks that ask for another delivery of an event.
    public long Later { get; init; }

    // Acks without an open push: late, duplicate or invented.
    public long UnknownAcks { get; init; }

    // From clients, and to them.
    public long MalformedFrames { get; init; }

    public long MalformedSent { get; init; }

    // Messages delivered, by API: webhook, oto, group, card.
    public required IReadOnlyDictionary<string, long> Sends { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> SendsByApp { get; init; }

    public required CardFigures Cards { get; init; }

    public long Throttled { get; init; }

    public required IReadOnlyDictionary<string, long> ThrottledByApi { get; init; }

    // By code, without throttled calls.
    public required IReadOnlyDictionary<string, long> Rejected { get; init; }

    public long Pings { get; init; }

    public long PingsEchoed { get; init; }

    // Not echoed before the next ping.
    public long PingsUnechoed { get; init; }

    public long TokensIssued { get; init; }
}
