using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Transcripts;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Limits;

// One window per app and API, and one for webhooks by SessionWebhookLimitBy. The fault `throttle` replaces the limit of the former.
internal sealed class CallLimits(IOptions<EmulatorOptions> options, FaultStore faults, TimeProvider time) : IResettable
{
    private const int IdleSweepAt = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string App, string What), SlidingWindow> _windows = [];

    // `fault` is the armed `throttle` for this call, if any.
    public bool TryCall(string app, string api, out Fault? fault)
    {
        fault = faults.Peek(FaultNames.Throttle, app, api);
        int? limit = fault?.PerSecond ?? LimitOf(api);
        if (limit is null || TryTake(app, api, TimeSpan.FromSeconds(1), limit.Value))
        {
            return true;
        }

        if (fault is not null)
        {
            faults.TryTake(FaultNames.Throttle, app, api);
        }

        return false;
    }

    public bool TryReply(string app, string sessionId, string conversationId) => options.Value.SessionWebhookPerMinute is 0
        || TryTake(app, KeyOf(sessionId, conversationId), TimeSpan.FromMinutes(1), options.Value.SessionWebhookPerMinute);

    public void Reset()
    {
        lock (_gate)
        {
            _windows.Clear();
        }
    }

    private string KeyOf(string sessionId, string conversationId) => options.Value.SessionWebhookLimitBy switch
    {
        WebhookLimitKey.Robot => "webhooks",
        WebhookLimitKey.Webhook => $"session {sessionId}",
        _ => $"conversation {conversationId}",
    };

    private int? LimitOf(string api) => api switch
    {
        Apis.Webhook => null,
        Apis.CardStreaming => options.Value.CardQps,
        _ => options.Value.QpsPerApi,
    };

    private bool TryTake(string app, string what, TimeSpan length, int limit)
    {
        lock (_gate)
        {
            if (_windows.Count >= IdleSweepAt)
            {
                foreach (var (key, _) in _windows.Where(entry => entry.Value.IsIdle).ToList())
                {
                    _windows.Remove(key);
                }
            }

            var window = _windows.TryGetValue((app, what), out var known) ? known : _windows[(app, what)] = new SlidingWindow(length, time);
            return window.TryTake(limit);
        }
    }
}
