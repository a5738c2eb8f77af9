using System.Threading.Channels;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Scheduling;

/// <summary>
/// What an account's sender waits for. The waits for arrivals and for the end of a turn go on until they end, so that waking the sender
/// for another reason costs no new ones.
/// </summary>
internal sealed class WakeUp(LaneHold hold, ChannelReader<ConversationSlot> ended, TimeProvider time, CancellationToken cancellationToken) : IAsyncDisposable
{
    /// <summary>After this long without an arrival the store is looked into all the same.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private Task<bool>? _arrival;
    private Task<bool>? _turn;

    /// <summary>Until a turn ends, a reply arrives, the time is up or the process stops. True: look for replies.</summary>
    public async Task<bool> WaitAsync(TimeSpan atMost)
    {
        _arrival ??= hold.WaitAsync(Longest, _end.Token);
        _turn = _turn is { IsCompleted: false } ? _turn : ended.WaitToReadAsync(_end.Token).AsTask();
        if (atMost < Longest && !_arrival.IsCompleted && !_turn.IsCompleted)
        {
            // Whole milliseconds, rounded up: a delay is cut to them, and would end early again and again.
            using var enough = new CancellationTokenSource();
            await Task.WhenAny(_arrival, _turn, Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(atMost.TotalMilliseconds)), time, enough.Token));
            await enough.CancelAsync();
        }
        else
        {
            await Task.WhenAny(_arrival, _turn);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (!_arrival.IsCompleted)
        {
            return false;
        }

        await _arrival;
        _arrival = null;
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        // An arrival that nobody sees any more has raised the lane's version, so the lane is not released over it.
        await _end.CancelAsync();
        await Task.WhenAll(_arrival ?? Task.CompletedTask, _turn ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }
}
