using DingTalk.Emulator.Statistics;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Links;

// The timers of one link: pings, the end of its lifetime, and 10 s of silence after `disconnect`.
internal sealed class Heartbeat : IDisposable
{
    private const int AnswersExpected = 16;
    private static readonly TimeSpan SilenceAfterDisconnect = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly StreamLink _link;
    private readonly Stats _stats;
    private readonly ILogger _logger;
    private readonly ITimer _pings;
    private readonly ITimer _silence;
    private readonly ITimer? _life;
    private readonly TimeSpan _interval;
    private readonly bool _legacy;
    private readonly Queue<string> _announced = new();
    private Ping? _open;

    public Heartbeat(StreamLink link, IOptions<EmulatorOptions> options, Stats stats, TimeProvider time, ILogger logger)
    {
        _link = link;
        _stats = stats;
        _logger = logger;
        _legacy = options.Value.SendLegacySystem;
        _silence = time.CreateTimer(_ => link.Close("disconnect was announced"), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _interval = options.Value.SystemPingInterval;
        _pings = time.CreateTimer(_ => Tick(), null, _interval, Timeout.InfiniteTimeSpan);
        _life = options.Value.ConnectionLifetime is { } life
            ? time.CreateTimer(_ => Disconnect("connection is expired"), null, life, Timeout.InfiniteTimeSpan)
            : null;
    }

    // Called before anything else is sent on the link.
    public void Greet()
    {
        if (_legacy)
        {
            Announce("CONNECTED", "{}");
            Announce("REGISTERED", "{}");
        }
    }

    public void Disconnect(string reason)
    {
        if (_link.Leaving)
        {
            return;
        }

        Announce("disconnect", $$"""{"reason":"{{reason}}"}""");
        _link.Leave();
        _silence.Change(SilenceAfterDisconnect, Timeout.InfiniteTimeSpan);
    }

    // Every frame from the client restarts the silence of a link that is being left.
    public void Heard()
    {
        if (_link.Leaving)
        {
            _silence.Change(SilenceAfterDisconnect, Timeout.InfiniteTimeSpan);
        }
    }

    public bool Answers(AckFrame ack)
    {
        lock (_gate)
        {
            if (_open?.IsEchoedBy(ack) is not true)
            {
                // The right id with a wrong opaque answers the ping but does not echo it: the ping stays open and counts as unechoed.
                return _open?.MessageId == ack.MessageId || _announced.Contains(ack.MessageId);
            }

            _open = null;
            _stats.PingEchoed();
            return true;
        }
    }

    public void SendPing()
    {
        lock (_gate)
        {
            if (_link.IsZombie)
            {
                return;
            }

            if (_open is not null)
            {
                _stats.PingUnechoed();
                Log.PingUnechoed(_logger, _link.App.ClientId, _link.Id);
            }

            _open = new Ping(Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString("N"));
            _stats.Pinged();
            _link.TrySend(_link.Frame("SYSTEM", "ping", _open.MessageId, $$"""{"opaque":"{{_open.Opaque}}"}"""));
        }
    }

    public void Dispose()
    {
        _pings.Dispose();
        _silence.Dispose();
        _life?.Dispose();
    }

    private void Tick()
    {
        SendPing();
        if (_legacy)
        {
            Announce("KEEPALIVE", "{}");
        }

        // Not periodic: after a pause, or a jump of a test's clock, the missed pings would fill the queue at once.
        _pings.Change(_interval, Timeout.InfiniteTimeSpan);
    }

    // These frames expect no answer, but some SDKs send one.
    private void Announce(string topic, string data)
    {
        var id = Guid.NewGuid().ToString("N");
        lock (_gate)
        {
            _announced.Enqueue(id);
            if (_announced.Count > AnswersExpected)
            {
                _announced.Dequeue();
            }
        }

        _link.TrySend(_link.Frame("SYSTEM", topic, id, data));
    }
}
