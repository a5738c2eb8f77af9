using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Harness.Processes;

/// <summary>A TCP proxy: a test closes it to cut one process off from a server that stays up for all others.</summary>
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

    /// <summary>The server's address through the proxy.</summary>
    public string Address =>
        new UriBuilder(_server) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri.OriginalString;

    /// <summary>How many there have been.</summary>
    public int Connections => _clients.Count;

    /// <summary>Cuts all connections and accepts no more.</summary>
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
            // One side has closed, so the other is closed as well.
        }
        finally
        {
            client.Dispose();
        }
    }
}
