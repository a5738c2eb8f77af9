using System.Net;
using System.Net.Sockets;

namespace DingTalk.Stream;

// A TCP connection whose reads are completed by a SocketReader's thread. Writes block: what a link writes is small, and a peer that takes
// nothing any more is found out by the pings.
internal sealed class LinkConnection : DuplexStream
{
    private readonly Socket _socket;
    private readonly SocketReader _reader;

    private LinkConnection(Socket socket) => (_socket, _reader) = (socket, new SocketReader(socket));

    public static async ValueTask<System.IO.Stream> OpenAsync(DnsEndPoint endpoint, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(endpoint.Host, cancellationToken).ConfigureAwait(false);
        var connection = new LinkConnection(new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
        using var onCancel = cancellationToken.UnsafeRegister(state => ((LinkConnection)state!).Dispose(), connection);
        try
        {
            // A connect that does not block would register the socket with the poller, which then wakes for every frame.
            await connection._reader.ConnectAsync(addresses, endpoint.Port).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.CanBeCanceled ? ReadCancellablyAsync(buffer, cancellationToken) : _reader.ReadAsync(buffer);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            for (var left = buffer.Span; left.Length > 0;)
            {
                left = left[_socket.Send(left)..];
            }

            return ValueTask.CompletedTask;
        }
        catch (SocketException exception)
        {
            return ValueTask.FromException(new IOException($"Writing to the connection failed: {exception.Message}", exception));
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader.Dispose();
            _socket.Dispose();
        }

        base.Dispose(disposing);
    }

    // Only a handshake is cancelled, and its connection is of no use afterwards.
    private async ValueTask<int> ReadCancellablyAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var onCancel = cancellationToken.UnsafeRegister(state => ((LinkConnection)state!).Dispose(), this);
        try
        {
            return await _reader.ReadAsync(buffer).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
