using PicoClaw.Egress.Outbox;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Notifications;

/// <summary>
/// Puts notifications into the outbox when they are due. Not at their intake: that takes as long for a thousand recipients as for one, so a
/// flood of them holds up no reply.
/// </summary>
internal sealed class NotificationReleaser(
    NotificationTable table,
    NotificationSignal signal,
    Arrivals arrivals,
    [FromKeyedServices(EgressService.Name)] LaneSignal lanes,
    TimeProvider time,
    ILogger<NotificationReleaser> logger) : BackgroundService
{
    private readonly PeriodicTimer _timer = new(TimeSpan.FromSeconds(1), time);

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var (tick, call) = (Task.CompletedTask, Task.CompletedTask);
            while (true)
            {
                await TryReleaseAsync(stoppingToken);
                tick = tick.IsCompleted ? _timer.WaitForNextTickAsync(stoppingToken).AsTask() : tick;
                call = call.IsCompleted ? signal.WaitAsync(stoppingToken).AsTask() : call;
                await await Task.WhenAny(tick, call);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>All that is due.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        while (await table.DueAsync(cancellationToken) is { Count: > 0 } due)
        {
            foreach (var id in due)
            {
                var begun = time.GetTimestamp();
                await ReleaseAsync(id, cancellationToken);

                // The store is left to the replies for as long.
                await Task.Delay(time.GetElapsedTime(begun), time, cancellationToken);
            }
        }
    }

    private async Task ReleaseAsync(string id, CancellationToken cancellationToken)
    {
        if (await table.ReleaseAsync(id, cancellationToken) is not { } released)
        {
            return;
        }

        foreach (var head in released.Heads)
        {
            arrivals.Put(released.LaneKey, head);
        }

        lanes.Wake(released.LaneKey);
        Log.NotificationReleased(logger, id, released.Heads.Count);
    }

    // A driver may end a call that it gives up as cancelled; only a stop ends the service.
    private async Task TryReleaseAsync(CancellationToken stopping)
    {
        try
        {
            await ReleaseAsync(stopping);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Log.NotificationsNotReleased(logger, exception.Message);
        }
    }
}
