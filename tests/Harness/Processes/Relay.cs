using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Harness.Processes;

/// <summary>A way to a server that a test can close for one process, while the server stays up for all others.</summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly Uri _server;

    public Relay(string server)
    {
        _server = new Uri(server);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The server's address by this way.</summary>
    public string Address => new UriBuilder(_server) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri.OriginalString;

    /// <summary>Cuts what is connected and takes no more.</summary>
    public void Close()
    {
        _listener.Stop();
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }

    public void Dispose() => Close();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Closed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        _clients.Add(client);
        try
        {
            await server.ConnectAsync(_server.Host, _server.Port);
            await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(client.GetStream()));
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone, so the other goes as well.
        }
        finally
        {
            client.Dispose();
        }
    }
}
