using System.Threading.Channels;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Conversations;

/// <summary>
/// Writes down which starts of turns say nothing against their messages. Nobody holds the lane any more by then, or the store is away, so it is written when the store answers
/// and guarded by nothing: it is about a start of this process, whoever has the turn now.
/// </summary>
internal sealed class LostStarts([FromKeyedServices(AgentService.Name)] IStore store, TimeProvider time, ILogger<LostStarts> logger) : BackgroundService
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);

    private readonly Channel<Turn> _starts = Channel.CreateBounded<Turn>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Add(Turn turn)
    {
        if (turn.IsStarted)
        {
            _starts.Writer.TryWrite(turn);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // Also when the process has no time left: that is when starts are cut short.
        _starts.Writer.TryComplete();
        using var patience = new CancellationTokenSource(StopPatience, time);
        await Task.WhenAny(ExecuteTask ?? Task.CompletedTask, Task.Delay(Timeout.InfiniteTimeSpan, time, patience.Token));
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var turn in _starts.Reader.ReadAllAsync(stoppingToken))
            {
                await WriteAsync(turn, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The store is away: what is left stays counted.
        }
    }

    private async Task WriteAsync(Turn turn, CancellationToken cancellationToken)
    {
        try
        {
            await store.WriteAsync(
                session => session.ExecuteAsync(
                    """
                    INSERT INTO lost_start (turn_id, number) SELECT turn_id, @Start FROM turn WHERE turn_id = @id AND status = 'running'
                    ON CONFLICT (turn_id, number) DO NOTHING
                    """,
                    new { id = turn.Id.ToString(), turn.Start }),
                cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.LostStartCounted(logger, turn.Id, turn.Start, exception.Message);
        }
    }
}
