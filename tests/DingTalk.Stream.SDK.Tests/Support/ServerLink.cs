using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace DingTalk.Stream.Tests.Support;

// The server's end of one link.
internal sealed class ServerLink(WebSocket socket, string ticket, Action abort)
{
    private readonly Channel<Ack> _acks = Channel.CreateUnbounded<Ack>();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Ticket => ticket;

    // Completes when the client has closed or the link broke.
    public Task Ended => _ended.Task;

    public bool ClientClosed { get; private set; }

    // What was on its way when the client's close frame came.
    public string? Crossing { get; set; }

    public Task SendAsync(string frame) => SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text);

    public Task SendAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, bool endOfMessage = true) =>
        socket.SendAsync(bytes, type, endOfMessage, TestContext.Current.CancellationToken).AsTask();

    public async Task SendInPiecesAsync(string frame, int pieceBytes)
    {
        var bytes = Encoding.UTF8.GetBytes(frame);
        for (var at = 0; at < bytes.Length; at += pieceBytes)
        {
            var piece = bytes.AsMemory(at, Math.Min(pieceBytes, bytes.Length - at));
            await socket.SendAsync(
                piece, WebSocketMessageType.Text, at + pieceBytes >= bytes.Length, TestContext.Current.CancellationToken);
        }
    }

    public Task<Ack> AckAsync() => _acks.Reader.ReadAsync(TestContext.Current.CancellationToken).Soon();

    // All acks until the link ended.
    public Task<List<Ack>> AllAcksAsync() =>
        _acks.Reader.ReadAllAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken).Soon();

    // Sends a ping and returns every ack that arrived before its echo, so a missing ack was not sent.
    public async Task<IReadOnlyList<Ack>> AcksBeforeEchoAsync()
    {
        var id = Guid.NewGuid().ToString();
        await SendAsync(Frames.Ping(id, "probe"));
        var before = new List<Ack>();
        while (await AckAsync() is var ack && ack.MessageId != id)
        {
            before.Add(ack);
        }

        return before;
    }

    public Task CloseAsync() =>
        socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "expired", TestContext.Current.CancellationToken);

    public void Break() => abort();

    public async Task ReadToEndAsync()
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        try
        {
            while (true)
            {
                var result = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    ClientClosed = true;
                    if (socket.State == WebSocketState.CloseReceived)
                    {
                        if (Crossing is { } frame)
                        {
                            await socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, CancellationToken.None);
                        }

                        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    }

                    break;
                }

                length += result.Count;
                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, length * 2);
                }

                if (result.EndOfMessage)
                {
                    _acks.Writer.TryWrite(Ack.Parse(Encoding.UTF8.GetString(buffer, 0, length)));
                    length = 0;
                }
            }
        }
        catch (Exception exception) when (
            exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
        }
        finally
        {
            _acks.Writer.TryComplete();
            _ended.TrySetResult();
        }
    }
}
