using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging.Transports;

namespace PicoClaw.Hosting.Messaging.Sending;

/// <summary>One loop publishes the newest progress of each reply, so that one that the broker holds up is overtaken by the next.</summary>
internal sealed class ProgressPublisher(SendProgress send, ProgressMetrics metrics, TimeProvider time, ILogger<ProgressPublisher> logger)
    : BackgroundService, IProgressPublisher
{
    private const int MostReplies = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, ReplyProgress> _newest = [];

    // Each reply is in it once, so a chatty one takes no other's turn.
    private readonly Channel<Guid> _replies = Channel.CreateBounded<Guid>(new BoundedChannelOptions(MostReplies) { FullMode = BoundedChannelFullMode.Wait });

    public void Publish(ReplyProgress progress)
    {
        lock (_lock)
        {
            if (_newest.TryGetValue(progress.ReplyId, out var waiting))
            {
                metrics.Overtaken();
                if ((progress.Attempt, progress.Number).CompareTo((waiting.Attempt, waiting.Number)) > 0)
                {
                    _newest[progress.ReplyId] = progress;
                }
            }
            else if (_replies.Writer.TryWrite(progress.ReplyId))
            {
                _newest[progress.ReplyId] = progress;
            }
            else
            {
                metrics.Lost();
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Begin();

        // What is published below this is not sampled: a trace of each report would bury those of the messages.
        using var untraced = new Activity(nameof(ProgressPublisher)).Start();
        try
        {
            await foreach (var reply in _replies.Reader.ReadAllAsync(stoppingToken))
            {
                await PublishAsync(Take(reply), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private ReplyProgress Take(Guid reply)
    {
        lock (_lock)
        {
            _newest.Remove(reply, out var newest);
            return newest!;
        }
    }

    private async Task PublishAsync(ReplyProgress progress, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - progress.CreatedAt > Broadcasts.Lifetime)
        {
            metrics.Lost();
            return;
        }

        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await send(progress, either.Token).WaitAsync(either.Token);
            metrics.Published();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            metrics.Lost();
            Log.ProgressLost(logger, progress.ReplyId, exception.Message);
        }
    }
}
