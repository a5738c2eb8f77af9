using System.Threading.Channels;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Conversations;

/// <summary>
/// Writes down which starts of turns say nothing against their messages. Nobody holds the lane any more by then, or the store is away, so it is written when the store answers
/// and guarded by nothing: it is about a start of this process, even if another replica has the turn now. This process's own next start of the turn does not wait for that.
/// </summary>
internal sealed class LostStarts([FromKeyedServices(AgentService.Name)] IStore store, TimeProvider time, ILogger<LostStarts> logger) : BackgroundService
{
    private const int Most = 1000;
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly HashSet<(Guid TurnId, int Number)> _pending = [];
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Add(Turn turn)
    {
        lock (_lock)
        {
            if (turn.IsStarted && _pending.Count < Most)
            {
                _pending.Add((turn.Id, turn.Start));
            }
        }

        _news.Writer.TryWrite(true);
    }

    /// <summary>What is not written yet about a turn, within the transaction that starts it again.</summary>
    public Task WriteAsync(StoreSession session, Guid turnId) => WriteAsync(session, [.. Pending().Where(start => start.TurnId == turnId)]);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // Also when the process has no time left: that is when starts are cut short.
        _news.Writer.TryComplete();
        using var patience = new CancellationTokenSource(StopPatience, time);
        await Task.WhenAny(ExecuteTask ?? Task.CompletedTask, Task.Delay(Timeout.InfiniteTimeSpan, time, patience.Token));
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var _ in _news.Reader.ReadAllAsync(stoppingToken))
            {
                await WritePendingAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The store is away: what is left stays counted.
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
                """
                INSERT INTO lost_start (turn_id, number) SELECT turn_id, @number FROM turn WHERE turn_id = @id AND status = 'running'
                ON CONFLICT (turn_id, number) DO NOTHING
                """,
                new { id = turnId.ToString(), number });
        }
    }
}
