using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Statistics;

internal sealed class Stats : IResettable
{
    // Percentiles use the newest acks only, to bound the memory.
    private const int AckSamples = 10_000;
    private const int MostKeys = 1_000;

    private readonly Lock _gate = new();
    private readonly Queue<double> _ackTimes = new();
    private readonly Dictionary<string, long> _acks = [];
    private readonly Dictionary<string, long> _rejected = [];
    private readonly Dictionary<string, long> _throttled = [];
    private readonly Dictionary<(string App, string Api), long> _sends = [];
    private double _ackMax;
    private long _pushes, _resent, _abandoned, _unknownAcks, _malformed, _pings, _unechoed;
    private long _tokens, _later, _lost, _duplicated, _echoed, _sentMalformed;

    public void Pushed(bool resent)
    {
        lock (_gate)
        {
            _pushes += resent ? 0 : 1;
            _resent += resent ? 1 : 0;
        }
    }

    public void Abandoned() => Interlocked.Increment(ref _abandoned);

    public void UnknownAck() => Interlocked.Increment(ref _unknownAcks);

    public void MalformedFrame() => Interlocked.Increment(ref _malformed);

    public void Pinged() => Interlocked.Increment(ref _pings);

    public void PingUnechoed() => Interlocked.Increment(ref _unechoed);

    public void PingEchoed() => Interlocked.Increment(ref _echoed);

    public void Lost() => Interlocked.Increment(ref _lost);

    public void Duplicated() => Interlocked.Increment(ref _duplicated);

    public void SentMalformed() => Interlocked.Increment(ref _sentMalformed);

    public void TokenIssued() => Interlocked.Increment(ref _tokens);

    public void Acked(int code, double milliseconds, bool settled)
    {
        lock (_gate)
        {
            _later += settled ? 0 : 1;
            Add(_acks, code.ToString());
            _ackTimes.Enqueue(milliseconds);
            _ackMax = Math.Max(_ackMax, milliseconds);
            if (_ackTimes.Count > AckSamples)
            {
                _ackTimes.Dequeue();
            }
        }
    }

    public void Sent(string app, string api)
    {
        lock (_gate)
        {
            Add(_sends, (app, api));
        }
    }

    public void Throttled(string api)
    {
        lock (_gate)
        {
            Add(_throttled, api);
        }
    }

    public void Rejected(string code)
    {
        lock (_gate)
        {
            Add(_rejected, code);
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _ackTimes.Clear();
            _acks.Clear();
            _rejected.Clear();
            _throttled.Clear();
            _sends.Clear();
            _ackMax = 0;
            _pushes = _resent = _abandoned = _unknownAcks = _malformed = _pings = _unechoed = 0;
            _tokens = _later = _lost = _duplicated = _echoed = _sentMalformed = 0;
        }
    }

    public StatsAnswer Read(IReadOnlyDictionary<string, int> connections, int unacked, int waiting, CardFigures cards)
    {
        lock (_gate)
        {
            var times = _ackTimes.Order().ToArray();
            return new StatsAnswer
            {
                Connections = connections,
                Unacked = unacked,
                WaitingForLink = waiting,
                Pushes = _pushes,
                Resent = _resent,
                Abandoned = _abandoned,
                Lost = _lost,
                Duplicated = _duplicated,
                Acks = new Dictionary<string, long>(_acks),
                AckMs = new AckTimes(_acks.Values.Sum(), At(times, 0.50), At(times, 0.95), Math.Round(_ackMax, 1)),
                Later = _later,
                UnknownAcks = _unknownAcks,
                MalformedFrames = _malformed,
                MalformedSent = _sentMalformed,
                Sends = Apis.All.ToDictionary(api => api, api => _sends.Where(send => send.Key.Api == api).Sum(send => send.Value)),
                SendsByApp = _sends.GroupBy(send => send.Key.App).ToDictionary(
                    app => app.Key, app => (IReadOnlyDictionary<string, long>)app.ToDictionary(send => send.Key.Api, send => send.Value)),
                Cards = cards,
                Throttled = _throttled.Values.Sum(),
                ThrottledByApi = new Dictionary<string, long>(_throttled),
                Rejected = new Dictionary<string, long>(_rejected),
                Pings = _pings,
                PingsEchoed = _echoed,
                PingsUnechoed = _unechoed,
                TokensIssued = _tokens,
            };
        }
    }

    private static double At(double[] sorted, double share) =>
        sorted.Length == 0 ? 0 : Math.Round(sorted[(int)Math.Ceiling(share * sorted.Length) - 1], 1);

    // Clients choose some of the keys (ack codes), so their number is bounded, too.
    private static void Add<TKey>(Dictionary<TKey, long> counts, TKey key) where TKey : notnull
    {
        if (counts.Count < MostKeys || counts.ContainsKey(key))
        {
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }
    }
}
