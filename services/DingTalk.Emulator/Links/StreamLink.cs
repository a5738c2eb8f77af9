using System.Buffers;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using DingTalk.Emulator.Gateway;

namespace DingTalk.Emulator.Links;

// One client's WebSocket: a bounded queue with one writer, and one reader. It knows neither pushes nor pings.
internal sealed class StreamLink(
    WebSocket socket, EmulatorApp app, IReadOnlyList<Subscription> subscriptions, string baseUrl, int maxFrameBytes, TimeProvider time)
{
    // More than the default PendingCapacity, so a burst after an outage fits.
    private const int QueuedFrames = 65_536;
    private static readonly TimeSpan CloseGrace = TimeSpan.FromSeconds(5);

    // TryWrite fails when the queue is full: the frame counts as lost and is re-sent later, as for a client that stopped reading.
    private readonly Channel<Outgoing> _outgoing = Channel.CreateBounded<Outgoing>(
        new BoundedChannelOptions(QueuedFrames) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly string _appId = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(app.ClientId)).AsSpan(0, 16)).ToString();
    private volatile bool _leaving;
    private volatile bool _lost;
    private volatile bool _zombie;
    private bool _closedCleanly;

    public string Id { get; } = Guid.NewGuid().ToString();

    public EmulatorApp App => app;

    // The address that this client used; session webhooks have the same one.
    public string BaseUrl => baseUrl;

    public string CloseReason { get; private set; } = "closed by the client";

    public bool Leaving => _leaving;

    // Ended without a close frame from either side.
    public bool Lost => _lost;

    // The socket answers WebSocket pings, but nothing more is written.
    public bool IsZombie => _zombie;

    public bool Accepts(string type, string topic) => !_leaving && Subscribed(type, topic);

    public bool Subscribed(string type, string topic) =>
        subscriptions.Any(one => one.Type == type && (one.Topic == topic || one.Topic == "*"));

    public byte[] Frame(string type, string topic, string messageId, string data, Dictionary<string, JsonElement>? more = null)
    {
        var headers = new FrameHeaders(
            _appId, Id, "application/json", messageId, time.GetUtcNow().ToUnixTimeMilliseconds().ToString(), topic)
        {
            More = more,
        };
        return JsonSerializer.SerializeToUtf8Bytes(new Frame("1.0", type, headers, data), EmulatorJson.Shared.Frame);
    }

    // False when the frame is lost: the client stopped reading, or the link is dead or a zombie.
    public bool TrySend(byte[] frame, int? pieceBytes = null) =>
        !_zombie && !_lost && _outgoing.Writer.TryWrite(new Outgoing(frame, pieceBytes ?? frame.Length));

    public bool TrySendRaw(byte[] frame) => !_zombie && _outgoing.Writer.TryWrite(new Outgoing(frame, frame.Length));

    public void TurnZombie() => _zombie = true;

    // Nothing new is pushed from here on; acks in flight still count.
    public void Leave() => _leaving = true;

    public void Close(string reason)
    {
        _leaving = true;
        _closedCleanly = true;
        CloseReason = reason;
        _outgoing.Writer.TryComplete();
    }

    public void Drop(string reason)
    {
        _leaving = true;
        _lost = true;
        CloseReason = reason;
        socket.Abort();
    }

    public async Task RunAsync(Action<ReadOnlyMemory<byte>> received, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = UntilLostAsync(ReadAsync(received, ended.Token), ended);
        var writing = UntilLostAsync(WriteAsync(ended.Token), ended);
        await Task.WhenAny(reading, writing);

        // Either side may have closed first: queued frames are still written, and the other side gets a moment to close, too.
        _leaving = true;
        _outgoing.Writer.TryComplete();
        await Task.WhenAny(Task.WhenAll(reading, writing), Task.Delay(CloseGrace, time, ended.Token));
        await ended.CancelAsync();
        socket.Abort();
        await Task.WhenAll(reading, writing);
        _lost |= !_closedCleanly;
    }

    private async Task ReadAsync(Action<ReadOnlyMemory<byte>> received, CancellationToken cancellationToken)
    {
        var message = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            var part = await socket.ReceiveAsync(message.GetMemory(4096), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                _closedCleanly = true;
                return;
            }

            message.Advance(part.Count);
            if (message.WrittenCount > maxFrameBytes)
            {
                Drop($"a frame of more than {maxFrameBytes} bytes");
                return;
            }

            if (part.EndOfMessage)
            {
                received(message.WrittenMemory);
                message.ResetWrittenCount();
            }
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        await foreach (var (frame, pieceBytes) in _outgoing.Reader.ReadAllAsync(cancellationToken))
        {
            var sent = 0;
            do
            {
                // A fragment may end in the middle of a character.
                var piece = frame.AsMemory(sent, Math.Min(pieceBytes, frame.Length - sent));
                sent += piece.Length;
                await socket.SendAsync(piece, WebSocketMessageType.Text, endOfMessage: sent == frame.Length, cancellationToken);
            }
            while (sent < frame.Length);
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, CloseReason, cancellationToken);
    }

    // A broken link is normal, not an error: both loops end and the caller logs the link as closed.
    private static async Task UntilLostAsync(Task loop, CancellationTokenSource ended)
    {
        try
        {
            await loop;
        }
        catch (Exception lost) when (
            lost is WebSocketException or OperationCanceledException or IOException or InvalidOperationException or ObjectDisposedException)
        {
            await ended.CancelAsync();
        }
    }
}
