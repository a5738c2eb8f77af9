using Microsoft.Extensions.Logging;

namespace DingTalk.Stream;

// Holds the client's status. It logs and announces changes only: an outage of hours is one line, not one per attempt.
internal sealed class StatusTracker(string clientId, TimeProvider time, ILogger logger)
{
    private volatile StreamStatus _status = new();
    private bool _openedBefore;
    private long _lastFrameTicks;
    private long _lastHeardTicks;
    private string? _lastLoss;
    private DateTimeOffset? _lastLossAt;

    public event Action<StreamStatus>? Changed;

    public StreamStatus Current => _status with { LastFrameAt = At(ref _lastFrameTicks), LastHeardAt = At(ref _lastHeardTicks) };

    public void FrameSeen() => Volatile.Write(ref _lastFrameTicks, time.GetUtcNow().UtcTicks);

    // Bytes have arrived, whatever they are.
    public void Heard() => Volatile.Write(ref _lastHeardTicks, time.GetUtcNow().UtcTicks);

    // Records the loss; the state change that follows announces it.
    public void Lost(string reason) => (_lastLoss, _lastLossAt) = (reason, time.GetUtcNow());

    public void Connecting(string? error = null)
    {
        if (Change(StreamState.Connecting, error) && error is not null)
        {
            Log.LinkDown(logger, clientId, error);
        }
    }

    public void Refused(string error)
    {
        if (Change(StreamState.Refused, error))
        {
            Log.LinkRefused(logger, clientId, error);
        }
    }

    public void Opened()
    {
        var reconnects = _status.Reconnects + (_openedBefore ? 1 : 0);
        _openedBefore = true;
        Set(new StreamStatus { State = StreamState.Open, OpenSince = time.GetUtcNow(), Reconnects = reconnects });
        StreamMetrics.LinkOpened(clientId);
        Log.LinkOpen(logger, clientId);
    }

    public void Stopped()
    {
        if (Change(StreamState.Stopped, null))
        {
            Log.Stopped(logger, clientId);
        }
    }

    private static DateTimeOffset? At(ref long ticks) =>
        Volatile.Read(ref ticks) is var read and > 0 ? new DateTimeOffset(read, TimeSpan.Zero) : null;

    private bool Change(StreamState state, string? error)
    {
        if (_status.State == state && _status.LastError == error)
        {
            return false;
        }

        Set(new StreamStatus { State = state, LastError = error, Reconnects = _status.Reconnects });
        return true;
    }

    private void Set(StreamStatus status)
    {
        _status = status with { LastLoss = _lastLoss, LastLossAt = _lastLossAt };
        try
        {
            Changed?.Invoke(Current);
        }
#pragma warning disable CA1031 // A listener's bug must not take the link down.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.ListenerFailed(logger, clientId, exception);
        }
    }
}
