using System.Net.WebSockets;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream;

/// <summary>
/// One WebSocket with one reader and one writer. A reader cannot be cancelled without losing the socket, and acks must
/// still go out while a link is left, so it reads until the peer closes or <see cref="DisposeAsync"/> gives up waiting.
/// </summary>
internal sealed class StreamLink : IFrameLink, IAsyncDisposable
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    // Servers wait some ten seconds for the answer to their goodbye; a confirmed handler takes milliseconds, on a starved machine seconds.
    private static readonly TimeSpan SettleTimeout = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebSocket _socket;
    private readonly LinkWriter _writer;
    private readonly DingTalkStreamOptions _options;
    private readonly FrameReceiver _receiver;
    private readonly TimeProvider _time;
    private long _lastFrame;

    // The reader, which may bring more, and the frames that may still be answered.
    private int _due = 1;

    private StreamLink(WebSocket socket, LinkTransport transport, DingTalkStreamOptions options, FrameReceiver receiver, TimeProvider time)
    {
        (_socket, _options, _receiver, _time) = (socket, options, receiver, time);
        _writer = new LinkWriter(socket, transport);
        _lastFrame = time.GetTimestamp();
    }

    /// <summary>Done once DingTalk has announced that it will push nothing more on this link.</summary>
    public Task Leaving => _leaving.Task;

    /// <summary>When the last frame came, on the clock's own scale; at first, when the link was made.</summary>
    public long LastFrameTimestamp => Volatile.Read(ref _lastFrame);

    /// <summary>Done once nothing more comes on this link; tells why. Acks that are due may still leave on it.</summary>
    public Task<string> Lost => _lost.Task;

    /// <summary>Done once everything of the link is released.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <exception cref="LinkException">The endpoint did not accept the WebSocket.</exception>
    public static async Task<StreamLink> ConnectAsync(
        Uri endpoint, DingTalkStreamOptions options, FrameReceiver receiver, TimeProvider time, CancellationToken cancellationToken)
    {
        var (socket, transport) = await LinkConnector.ConnectAsync(endpoint, options, time, cancellationToken).ConfigureAwait(false);
        return new StreamLink(socket, transport, options, receiver, time);
    }

    public void Start() => Completion = RunAsync();

    public void Leave() => _leaving.TrySetResult();

    public ValueTask QueueAsync(AckFrame ack) => _writer.QueueAsync(ack);

    public void Flush() => _writer.Flush();

    public void Expect() => Interlocked.Increment(ref _due);

    public void Settle()
    {
        if (Interlocked.Decrement(ref _due) == 0)
        {
            _settled.TrySetResult();
        }
    }

    /// <summary>Lets the queued acks go out, says goodbye, and gives up on a peer that does not answer it.</summary>
    public async ValueTask DisposeAsync()
    {
        _writer.Complete();
        try
        {
            await Completion.WaitAsync(CloseTimeout, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _socket.Abort();
            await Completion.ConfigureAwait(false);
        }

        _socket.Dispose();
    }

    private async Task RunAsync()
    {
        // Leaves the caller at once: opening the next link must not wait for this one's frames.
        await Task.Yield();
        _lost.TrySetResult(await ReadAsync().ConfigureAwait(false));
        await SettleAsync().ConfigureAwait(false);
        _writer.Complete();
        try
        {
            await _writer.Ended.WaitAsync(CloseTimeout, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _socket.Abort();
            await _writer.Ended.ConfigureAwait(false);
        }

        _socket.Dispose();
    }

    /// <summary>Until the peer's goodbye is answered, acks can still leave; without one nothing can.</summary>
    private async Task SettleAsync()
    {
        Settle();
        if (_socket.State != WebSocketState.CloseReceived)
        {
            return;
        }

        try
        {
            await Task.WhenAny(_settled.Task, _writer.Ended).WaitAsync(SettleTimeout, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The peer has waited long enough; it sends again what stays unanswered.
        }
    }

    private async Task<string> ReadAsync()
    {
        using var reader = new FrameReader(_socket, _options.MaxFrameBytes);
        using var data = new PooledBuffer();
        try
        {
            while (true)
            {
                var read = await _receiver.Suspend(reader.ReadAsync(CancellationToken.None));
                Volatile.Write(ref _lastFrame, _time.GetTimestamp());
                switch (read.Kind)
                {
                    case FrameReadKind.Frame:
                        await _receiver.ReceiveAsync(read.Bytes, data, this).ConfigureAwait(false);
                        break;
                    case FrameReadKind.Oversized:
                        _receiver.Oversized();
                        break;
                    default:
                        return $"DingTalk closed the link ({_socket.CloseStatus}{(_socket.CloseStatusDescription is { Length: > 0 } why ? $": {why}" : "")}); opening another.";
                }
            }
        }
#pragma warning disable CA1031 // Whatever ends a link, another is opened; the client must not end with it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // Only the socket's own words are known to hold nothing of a payload.
            var cause = exception is WebSocketException or IOException ? exception.Message : exception.GetType().Name;
            return $"The link to DingTalk was lost ({cause}); opening another. If this goes on, check network and proxy.";
        }
        finally
        {
            _receiver.StartReady();
        }
    }
}
