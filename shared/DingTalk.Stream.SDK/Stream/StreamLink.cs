using System.Buffers;
using System.Net.WebSockets;
using System.Threading.Channels;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream;

/// <summary>
/// One WebSocket with one reader and one writer. A reader cannot be cancelled without losing the socket, and acks must
/// still go out while a link is left, so it reads until the peer closes or <see cref="DisposeAsync"/> gives up waiting.
/// </summary>
internal sealed class StreamLink : IAckSink, IAsyncDisposable
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly ClientWebSocket _socket = new();
    private readonly Channel<AckFrame> _acks;
    private readonly TaskCompletionSource _leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DingTalkStreamOptions _options;
    private readonly FrameReceiver _receiver;
    private readonly TimeProvider _time;
    private long _lastFrame;

    private StreamLink(DingTalkStreamOptions options, FrameReceiver receiver, TimeProvider time)
    {
        (_options, _receiver, _time) = (options, receiver, time);
        _lastFrame = time.GetTimestamp();
        _socket.Options.KeepAliveInterval = options.KeepAliveInterval;
        _socket.Options.KeepAliveTimeout = options.KeepAliveTimeout;
        _acks = Channel.CreateBounded<AckFrame>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
    }

    /// <summary>Done once DingTalk has announced that it will push nothing more on this link.</summary>
    public Task Leaving => _leaving.Task;

    /// <summary>When the last frame came, on the clock's own scale; at first, when the link was made.</summary>
    public long LastFrameTimestamp => Volatile.Read(ref _lastFrame);

    /// <summary>Done once the link is over and everything of it is released; tells why.</summary>
    public Task<string> Completion { get; private set; } = Task.FromResult("never started");

    /// <exception cref="LinkException">The endpoint did not accept the WebSocket.</exception>
    public static async Task<StreamLink> ConnectAsync(
        Uri endpoint, DingTalkStreamOptions options, FrameReceiver receiver, TimeProvider time, CancellationToken cancellationToken)
    {
        var link = new StreamLink(options, receiver, time);
        using var deadline = new CancellationTokenSource(GatewayClient.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await link._socket.ConnectAsync(endpoint, either.Token);
            return link;
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ArgumentException)
        {
            link._socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            var cause = exception is OperationCanceledException ? "no answer in time" : exception.Message;
            throw new LinkException(
                $"The Stream endpoint at {endpoint.Host} did not accept the WebSocket ({cause}). Check that a firewall or proxy lets WebSockets through; trying again with a fresh ticket.",
                false,
                exception);
        }
    }

    public void Start() => Completion = RunAsync();

    public void Leave() => _leaving.TrySetResult();

    public async ValueTask SendAsync(AckFrame ack, CancellationToken cancellationToken)
    {
        try
        {
            await _acks.Writer.WriteAsync(ack, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            // The link is gone, and its unanswered frames come again on another.
        }
    }

    /// <summary>Lets the queued acks go out, says goodbye, and gives up on a peer that does not answer it.</summary>
    public async ValueTask DisposeAsync()
    {
        _acks.Writer.TryComplete();
        try
        {
            await Completion.WaitAsync(CloseTimeout, _time);
        }
        catch (TimeoutException)
        {
            _socket.Abort();
            await Completion;
        }

        _socket.Dispose();
    }

    private async Task<string> RunAsync()
    {
        // Both loops leave the caller at once: opening the next link must not wait for this one's frames.
        await Task.Yield();
        var writer = WriteAsync();
        var reason = await ReadAsync();
        _acks.Writer.TryComplete();
        try
        {
            await writer.WaitAsync(CloseTimeout, _time);
        }
        catch (TimeoutException)
        {
            _socket.Abort();
            await writer;
        }

        _socket.Dispose();
        return reason;
    }

    private async Task<string> ReadAsync()
    {
        using var reader = new FrameReader(_socket, _options.MaxFrameBytes);
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(CancellationToken.None);
                Volatile.Write(ref _lastFrame, _time.GetTimestamp());
                switch (read.Kind)
                {
                    case FrameReadKind.Frame:
                        await _receiver.ReceiveAsync(read.Bytes, this);
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
    }

    private async Task WriteAsync()
    {
        var output = new ArrayBufferWriter<byte>(512);
        try
        {
            await foreach (var ack in _acks.Reader.ReadAllAsync())
            {
                output.ResetWrittenCount();
                AckWriter.Write(output, ack);
                await _socket.SendAsync(output.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }

            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The reader sees the same loss and reports it.
            _acks.Writer.TryComplete();
            _socket.Abort();
        }
    }
}
