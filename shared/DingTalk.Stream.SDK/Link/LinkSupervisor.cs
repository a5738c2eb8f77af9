using Microsoft.Extensions.Logging;

namespace DingTalk.Stream;

// Owns the links of one run. It keeps one open, opens the next before leaving one that DingTalk gives up or that has been silent for too
// long, backs off after failures, and closes all links at the end. A link that was left still reads and acks until DingTalk closes it.
internal sealed class LinkSupervisor(
    DingTalkStreamOptions options,
    GatewayClient gateway,
    FrameReceiver receiver,
    Dispatcher dispatcher,
    StatusTracker status,
    TimeProvider time,
    ILogger logger) : IDisposable
{
    private readonly Backoff _backoff = new(options.MinBackoff, options.MaxBackoff);
    private readonly CancellationTokenSource _closing = new();
    private readonly StaleLinkDetector _stale = new(options, time);
    private readonly List<StreamLink> _links = [];
    private readonly List<Task> _retirements = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        status.Connecting();
        try
        {
            await KeepOpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        finally
        {
            await StopAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => _closing.Dispose();

    private async Task KeepOpenAsync(CancellationToken cancellationToken)
    {
        StreamLink? left = null;
        while (true)
        {
            var link = await OpenAsync(left, cancellationToken).ConfigureAwait(false);
            if (left is not null)
            {
                Retire(left);
            }

            var openedAt = time.GetTimestamp();
            status.Opened();
            link.Start();
            var staleReason = await LeaveAsync(link, cancellationToken).ConfigureAwait(false);

            var age = time.GetElapsedTime(openedAt);
            if (age >= options.StableAfter)
            {
                _backoff.Reset();
            }

            left = link.Lost.IsCompleted ? null : link;
            if (left is null)
            {
                var reason = await link.Lost.ConfigureAwait(false);
                status.Lost(reason);
                status.Connecting(reason);
                await Task.Delay(_backoff.Next(), time, cancellationToken).ConfigureAwait(false);
                continue;
            }

            ReportLeft(staleReason);
            if (age < options.MinBackoff)
            {
                // A server that gives up every link immediately must not be flooded with new ones.
                await Task.Delay(_backoff.Next(), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void ReportLeft(string? staleReason)
    {
        if (staleReason is null)
        {
            status.Lost("DingTalk ended the link; another was opened first.");
            Log.LinkLeft(logger, options.ClientId);
        }
        else
        {
            status.Lost($"{staleReason}; another link was opened first.");
            Log.LinkRecycled(logger, options.ClientId, staleReason);
        }
    }

    // Returns when the link must be left: the reason if we decide to, null if DingTalk or the network does.
    private async Task<string?> LeaveAsync(StreamLink link, CancellationToken cancellationToken)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = _stale.WaitAsync(link, watching.Token);
        try
        {
            var first = await Task.WhenAny(link.Leaving, link.Lost, watch).WaitAsync(cancellationToken).ConfigureAwait(false);
            return first == watch ? await watch.ConfigureAwait(false) : null;
        }
        finally
        {
            // On a stop the detector may not have noticed yet; without this its timer would outlive the run.
            await watching.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task<StreamLink> OpenAsync(StreamLink? left, CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan delay;
            try
            {
                var endpoint = await gateway.OpenAsync(cancellationToken).ConfigureAwait(false);
                var link = await StreamLink.ConnectAsync(endpoint, options, receiver, time, cancellationToken).ConfigureAwait(false);
                _links.RemoveAll(known => known.Completion.IsCompleted);
                _links.Add(link);
                return link;
            }
            catch (LinkException exception) when (exception.IsRefusal)
            {
                status.Refused(exception.Message);
                delay = options.AuthRetryDelay;
            }
            catch (LinkException exception)
            {
                if (!StillServes(left))
                {
                    status.Connecting(exception.Message);
                }

                delay = _backoff.Next();
            }

            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
        }
    }

    // A link that we decided to leave still gets messages until the next one is open.
    private static bool StillServes(StreamLink? left) => left is { Lost.IsCompleted: false, Leaving.IsCompleted: false };

    private void Retire(StreamLink link)
    {
        _retirements.RemoveAll(retirement => retirement.IsCompleted);
        _retirements.Add(RetireAsync(link));
    }

    private async Task RetireAsync(StreamLink link)
    {
        // By then the handlers of all frames so far have ended. A later frame may lose its ack; DingTalk re-sends it.
        var due = options.HandlerTimeout - time.GetElapsedTime(link.LastFrameTimestamp);
        try
        {
            await link.Completion.WaitAsync(due > TimeSpan.Zero ? due : TimeSpan.Zero, time, _closing.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            await link.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Our close frame goes out between two handlers, so no ack is cut off. What DingTalk had sent by then is handled all the same, without
    // an ack: unhandled it would wait for about 60 s until it is sent again, and then it is a repeat that has been handled.
    private async Task StopAsync()
    {
        using var deadline = new CancellationTokenSource(options.DrainTimeout, time);
        var closing = await dispatcher.BetweenHandlersAsync(CloseAsync, deadline.Token).ConfigureAwait(false);
        await closing.ConfigureAwait(false);
        await dispatcher.SettleAsync(deadline.Token).ConfigureAwait(false);
        await dispatcher.DrainAsync(deadline.Token).ConfigureAwait(false);
        status.Stopped();
    }

    private async Task CloseAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll([.. _retirements, .. _links.Select(link => link.DisposeAsync().AsTask())]).ConfigureAwait(false);
    }
}
