using PicoClaw.Egress.Channels.DingTalk.Limits;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Tests.Pacing;

/// <summary>
/// The real pacer and rotation, driven event by event over a network with jitter: replies come, calls travel, the server counts what arrives and throttles at
/// random, answers travel back or get lost, and holders of the account die or stop politely and are followed by others.
/// </summary>
internal sealed class SimulatedDay
{
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly SimulatedClock _clock = new();
    private readonly Random _random;
    private readonly PriorityQueue<Action, (long At, long Order)> _events = new();
    private readonly IReadOnlyList<Hour> _hours;
    private readonly LimitOptions _limits = new();
    private readonly CallScope _api = new("oto", null, null);
    private readonly List<SimulatedConversation> _viaApi = [];
    private readonly List<SimulatedConversation> _viaWebhook = [];
    private readonly Pacer[] _replicas;

    // What the store knows of the calls of the last minute: when each ended, if it did.
    private readonly LinkedList<StoredCall> _stored = [];
    private Pacer _pacer;
    private Rotation<SimulatedConversation> _rotation;
    private int _holder;
    private int _inFlight;
    private bool _isHeld = true;
    private bool _stopping;
    private long _order;
    private long _wakeAt = long.MaxValue;

    public SimulatedDay(IReadOnlyList<Hour> hours, int seed)
    {
        _hours = hours;
        _random = new Random(seed);
        _replicas = [NewPacer(), NewPacer()];
        _pacer = _replicas[0];
        _rotation = new(new RotationOptions().BulkEvery);
        _viaApi.AddRange(Enumerable.Range(0, 60).Select(i => new SimulatedConversation($"api {i}", i % 6 == 0, _api)));
        _viaWebhook.AddRange(Enumerable.Range(0, 30).Select(i => new SimulatedConversation($"webhook {i}", i % 6 == 0, new CallScope(null, $"w{i}", null))));
    }

    public ServerLog Server { get; } = new();

    public int Came { get; private set; }

    public int Served { get; private set; }

    public int Throttled { get; private set; }

    public int Doubled { get; private set; }

    public int Waiting => _viaApi.Concat(_viaWebhook).Sum(conversation => conversation.Replies.Count);

    public long MeanLatencyTicks { get; private set; }

    /// <summary>The longest that the head of a conversation waited for its webhook.</summary>
    public TimeSpan LongestWebhookTurn { get; private set; }

    public int LimitsKept => _replicas.Max(pacer => pacer.Count);

    public void Run()
    {
        for (var hour = 0; hour < _hours.Count; hour++)
        {
            var (start, takeovers) = (hour * TimeSpan.TicksPerHour, _hours[hour].Takeovers);
            var begins = _hours[hour];
            At(start, () => begins.BeginsWith = _viaApi.Sum(conversation => conversation.Replies.Count));
            Load(_hours[hour].ApiPerSecond, _viaApi, start);
            Load(_hours[hour].WebhookPerSecond, _viaWebhook, start);
            Load(_hours[hour].NoisyPerSecond, [_viaWebhook[0]], start);
            for (var takeover = 1; takeover <= takeovers; takeover++)
            {
                var isPolite = takeover % 2 == 0;
                At(start + (takeover * TimeSpan.TicksPerHour / (takeovers + 1)), () => TakeOver(isPolite));
            }
        }

        while (_events.TryDequeue(out var happen, out var when))
        {
            _clock.MoveTo(when.At);
            happen();
        }
    }

    private Pacer NewPacer() => new(_limits.Calls, new SlidingWindow(_limits.Calls.Address, _clock, _random), _clock, _random);

    private void At(long at, Action happen) => _events.Enqueue(happen, (at, _order++));

    private Hour HourOf(long at) => _hours[(int)Math.Min(at / TimeSpan.TicksPerHour, _hours.Count - 1)];

    /// <summary>Replies come one by one at random, and now and then in a burst.</summary>
    private void Load(double perSecond, List<SimulatedConversation> conversations, long start)
    {
        void Next(long at)
        {
            if (perSecond <= 0 || at >= start + TimeSpan.TicksPerHour)
            {
                return;
            }

            At(at, () =>
            {
                for (var reply = _random.Next(50) == 0 ? 10 : 1; reply > 0; reply--)
                {
                    Come(conversations[_random.Next(conversations.Count)]);
                }

                Pump();
                Next(at + (long)(-Math.Log(1 - _random.NextDouble()) * 1.18 / perSecond * TimeSpan.TicksPerSecond));
            });
        }

        Next(start);
    }

    private void Come(SimulatedConversation conversation)
    {
        Came++;
        conversation.Replies.Enqueue(_clock.Now);
        Offer(conversation);
    }

    private void Offer(SimulatedConversation conversation)
    {
        if (!conversation.IsBusy && _isHeld)
        {
            (conversation.IsBusy, conversation.HeadSince) = (true, _clock.Now);
            _rotation.Add(conversation, conversation.IsBulk);
        }
    }

    private void Pump()
    {
        if (!_isHeld || _stopping)
        {
            return;
        }

        var apiIsFree = _pacer.Wait(_api) == TimeSpan.Zero;
        while (_rotation.TryNext(Free, out var next))
        {
            Send(next, _pacer.TryTake(next.Scope, TimeSpan.Zero).ShouldNotBeNull());
            apiIsFree = _pacer.Wait(_api) == TimeSpan.Zero;
        }

        bool Free(SimulatedConversation one) => one.Scope.Api is not null ? apiIsFree : _pacer.Wait(one.Scope) == TimeSpan.Zero;
        if (_rotation.Count > 0)
        {
            Wake();
        }
    }

    private void Wake()
    {
        var apiWait = _pacer.Wait(_api);
        var wait = _rotation.Waiting.Min(one => (one.Scope.Api is not null ? apiWait : _pacer.Wait(one.Scope))?.Ticks ?? long.MaxValue);
        if (wait < long.MaxValue && _clock.Now + wait < _wakeAt)
        {
            var at = _wakeAt = _clock.Now + wait;
            At(at, () =>
            {
                if (_wakeAt == at)
                {
                    _wakeAt = long.MaxValue;
                }

                Pump();
            });
        }
    }

    private void Send(SimulatedConversation conversation, Permit permit)
    {
        var (there, back) = (Travel(), Travel());
        var sentAt = _clock.Now;
        Measure(conversation, sentAt);
        var call = _stored.AddLast(new StoredCall(conversation.Scope));
        var holder = _holder;
        _inFlight++;
        MeanLatencyTicks += (there + back - MeanLatencyTicks) / Math.Min(Served + 1, 1000);
        At(sentAt + there, () =>
        {
            var isThrottled = _random.NextDouble() < HourOf(_clock.Now).ThrottleShare;
            var isLost = !isThrottled && _random.Next(5000) == 0;
            var window = conversation.Scope.Api is not null ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(1);
            Server.Arrive(conversation.Scope.Api ?? conversation.Scope.Webhook!, _clock.Now, window);
            At(isLost ? sentAt + Timeout.Ticks : _clock.Now + back, () => Answer(conversation, permit, call.Value, holder, isThrottled));
        });
    }

    private void Answer(SimulatedConversation conversation, Permit permit, StoredCall call, int holder, bool isThrottled)
    {
        if (holder != _holder)
        {
            // Its process is dead; the next holder found the row as sending and has it in its queue.
            Doubled++;
            return;
        }

        _inFlight--;
        call.EndedAt = _clock.Now;
        if (isThrottled)
        {
            Throttled++;
            permit.EndThrottled(conversation.Scope.Api is null ? TimeSpan.FromSeconds(60) : TimeSpan.FromSeconds(1));
        }
        else
        {
            permit.End(succeeded: true);
            Serve(conversation);
        }

        conversation.IsBusy = false;
        if (conversation.Replies.Count > 0)
        {
            Offer(conversation);
        }

        if (_stopping && _inFlight == 0)
        {
            Follow();
        }

        Pump();
    }

    private void Measure(SimulatedConversation conversation, long sentAt)
    {
        var hour = HourOf(sentAt);
        var turn = TimeSpan.FromTicks(sentAt - conversation.HeadSince);
        if (conversation.Scope.Api is null)
        {
            LongestWebhookTurn = turn > LongestWebhookTurn ? turn : LongestWebhookTurn;
            return;
        }

        var wait = TimeSpan.FromTicks(sentAt - conversation.Replies.Peek());
        hour.LongestWait = wait > hour.LongestWait ? wait : hour.LongestWait;
        hour.LongestTurn = turn > hour.LongestTurn ? turn : hour.LongestTurn;
    }

    private void Serve(SimulatedConversation conversation)
    {
        conversation.Replies.Dequeue();
        HourOf(_clock.Now).ApiCalls += conversation.Scope.Api is not null ? 1 : 0;
        Served++;
    }

    private void TakeOver(bool isPolite)
    {
        if (isPolite)
        {
            _stopping = true;
            if (_inFlight == 0)
            {
                Follow();
                Pump();
            }

            return;
        }

        _isHeld = false;
        _holder++;
        At(_clock.Now + LeaseTime.Ticks, () =>
        {
            Follow();
            Pump();
        });
    }

    /// <summary>Another replica takes the account over with the store's record; its own memory is as old as its last turn.</summary>
    private void Follow()
    {
        (_isHeld, _stopping, _inFlight) = (true, false, 0);
        _holder++;
        _pacer = _replicas[_holder % 2];
        _rotation = new(new RotationOptions().BulkEvery);
        while (_stored.First is { Value.EndedAt: { } endedAt } && _clock.Now - endedAt > TimeSpan.TicksPerMinute)
        {
            _stored.RemoveFirst();
        }

        _pacer.Adopt([.. _stored.Select(call => new PastCall(call.Scope, TimeSpan.FromTicks(_clock.Now - (call.EndedAt ??= _clock.Now))))]);
        foreach (var conversation in _viaApi.Concat(_viaWebhook))
        {
            conversation.IsBusy = false;
            if (conversation.Replies.Count > 0)
            {
                Offer(conversation);
            }
        }
    }

    private long Travel() => (long)((1 + (_random.NextDouble() * 15) + (_random.Next(500) == 0 ? 400 : 0)) * TimeSpan.TicksPerMillisecond);

    private sealed class StoredCall(CallScope scope)
    {
        public CallScope Scope => scope;

        public long? EndedAt { get; set; }
    }
}
