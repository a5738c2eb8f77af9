using System.Net.WebSockets;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream;

// One WebSocket with one reader and one writer. Cancelling a read would abort the socket, and acks must still leave while a link is being
// left, so it reads until the peer closes or DisposeAsync stops waiting.
internal sealed class StreamLink : IFrameLink, IAsyncDisposable
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    // Servers wait about ten seconds for the answer to their close frame; a handler takes milliseconds, on a starved machine seconds.
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

    // Acks that may still come, plus one for the reader, which may bring more frames.
    private int _due = 1;

    private StreamLink(WebSocket socket, LinkTransport transport, DingTalkStreamOptions options, FrameReceiver receiver, TimeProvider time)
    {
        (_socket, _options, _receiver, _time) = (socket, options, receiver, time);
        _writer = new LinkWriter(socket, transport);
        _lastFrame = time.GetTimestamp();
    }

    // Completes when DingTalk announces that it pushes nothing more on this link.
    public Task Leaving => _leaving.Task;

    // TimeProvider's timestamp of the last frame; before the first one, of the link's creation.
    public long LastFrameTimestamp => Volatile.Read(ref _lastFrame);

    // Completes with the reason when nothing more arrives on this link. Outstanding acks may still leave on it.
    public Task<string> Lost => _lost.Task;

    // Completes when the link has released everything.
    public Task Completion { get; private set; } = Task.CompletedTask;

    // Throws LinkException when the endpoint does not accept the WebSocket.
    public static async Task<StreamLink> ConnectAsync(
        Uri endpoint, DingTalkStreamOptions options, FrameReceiver receiver, TimeProvider time, CancellationToken cancellationToken)
    {
        var (socket, transport) = await LinkConnector.ConnectAsync(endpoint, options, receiver.Heard, time, cancellationToken).ConfigureAwait(false);
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

    // Writes the queued acks, sends a close frame, and aborts if the peer does not answer it.
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
        // Returns to the caller immediately: opening the next link must not wait for this one's frames.
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

        _writer.Dispose();
        _socket.Dispose();
    }

    // After the peer's close frame acks can still leave until we answer it; after a broken connection none can.
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
            // The peer has waited long enough; it re-sends the unanswered frames.
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
                        var reason = _socket.CloseStatusDescription is { Length: > 0 } description ? $": {description}" : "";
                        return $"DingTalk closed the link ({_socket.CloseStatus}{reason}); opening another.";
                }
            }
        }
#pragma warning disable CA1031 // Whatever ends a link, another is opened; the client must not end with it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // Only messages of the socket are known to hold nothing of a payload.
            var cause = exception is WebSocketException or IOException ? exception.Message : exception.GetType().Name;
            return $"The link to DingTalk was lost ({cause}); opening another. If this continues, check network and proxy.";
        }
        finally
        {
            _receiver.StartReady();
        }
    }
}
