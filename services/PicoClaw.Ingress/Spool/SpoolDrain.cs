using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Ingress.Spool;

/// <summary>Takes the spool's messages to the broker: conversations beside each other, each in order. Adopts what dead processes have left.</summary>
internal sealed class SpoolDrain(IntakeSpool spool, IConfirmedSender sender, IngressMetrics metrics, SpoolJournal journal, TimeProvider time)
    : BackgroundService
{
    /// <summary>Between two looks for folders that nobody owns, and between two attempts of a disk that fails.</summary>
    internal static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(5);

    private const int AtOnce = 16;

    // A send waits for a broker that is away, up to its own deadline. Only a broker that refuses at once makes this pause count.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>What waits is known before a link opens, or a new message would overtake it.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (!spool.IsOn)
        {
            journal.Off();
            return Task.CompletedTask;
        }

        spool.Recover();
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => DrainAsync(stoppingToken)).Append(SweepAsync(stoppingToken)));

    private async Task DrainAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await SendNextAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The next process goes on.
        }
    }

    private async Task SendNextAsync(CancellationToken stopping)
    {
        var lane = await spool.TakeAsync(stopping);
        var (segment, offset, length, _, _) = lane.Leaving!;
        try
        {
            var spooled = segment.Read(offset, length);
            if (spooled is not null)
            {
                using var trace = IngressTrace.Drain(spooled);
                await sender.SendAsync(spooled, stopping);
                metrics.Drained(lane.Key.Account);
            }

            spool.Finish(lane, isLost: spooled is null);
        }
        catch (Exception exception) when (exception is NotConfirmedException or IOException or UnauthorizedAccessException)
        {
            spool.BrokerFailed(exception.Message);
            await Task.Delay(Pause, time, stopping);
            spool.Return(lane);
        }
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(SweepInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                spool.Recover();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }
}
