using System.Threading.Channels;
using PicoClaw.Agent.Storage;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Turns;

/// <summary>
/// Records starts of turns that were cut short by the store, the lease or the process, and so say nothing against their messages. It is
/// written once the store answers, without a lease: it is about a start of this process, even if another replica has the turn by then. This
/// process's own next start of the turn does not wait for it.
/// </summary>
internal sealed class LostStarts([FromKeyedServices(AgentService.Name)] IStore store, TimeProvider time, ILogger<LostStarts> logger) : BackgroundService
{
    private const int MaxPending = 1000;
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly HashSet<(Guid TurnId, int Number)> _pending = [];
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Add(Turn turn)
    {
        lock (_lock)
        {
            if (turn.IsStarted && _pending.Count < MaxPending)
            {
                _pending.Add((turn.Id, turn.Start));
            }
        }

        _wake.Writer.TryWrite(true);
    }

    /// <summary>Writes what is still pending about a turn, within the transaction that starts it again.</summary>
    public Task WriteAsync(StoreSession session, Guid turnId) => WriteAsync(session, [.. Pending().Where(start => start.TurnId == turnId)]);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // Even when the process has no time left: that is when starts are cut short.
        _wake.Writer.TryComplete();
        using var deadline = new CancellationTokenSource(StopTimeout, time);
        await Task.WhenAny(ExecuteTask ?? Task.CompletedTask, Task.Delay(Timeout.InfiniteTimeSpan, time, deadline.Token));
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var _ in _wake.Reader.ReadAllAsync(stoppingToken))
            {
                await WritePendingAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The store is away: the remaining starts stay counted.
        }
    }

    private async Task WritePendingAsync(CancellationToken cancellationToken)
    {
        var starts = Pending();
        try
        {
            await store.WriteAsync(session => WriteAsync(session, starts), cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.LostStartsCounted(logger, starts.Count, exception.Message);
        }

        lock (_lock)
        {
            _pending.ExceptWith(starts);
        }
    }

    private IReadOnlyList<(Guid TurnId, int Number)> Pending()
    {
        lock (_lock)
        {
            return [.. _pending];
        }
    }

    private static async Task WriteAsync(StoreSession session, IReadOnlyList<(Guid TurnId, int Number)> starts)
    {
        foreach (var (turnId, number) in starts)
        {
            await session.ExecuteAsync(
                $"""
                INSERT INTO lost_start (turn_id, number) SELECT turn_id, @number FROM turn WHERE turn_id = @id AND status = '{TurnStatus.Running}'
                ON CONFLICT (turn_id, number) DO NOTHING
                """,
                new { id = turnId.ToString(), number });
        }
    }
}
