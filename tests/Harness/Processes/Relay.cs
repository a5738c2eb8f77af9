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
    private TaskCompletionSource _answers = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Relay(string server)
    {
        _server = new Uri(server);
        _answers.SetResult();
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The server's address through the proxy.</summary>
    public string Address =>
        new UriBuilder(_server) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri.OriginalString;

    /// <summary>How many there have been.</summary>
    public int Connections => _clients.Count;

    /// <summary>From now on the server is heard, but its answers stay here until <see cref="Cut"/>.</summary>
    public void Mute() => _answers = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Cuts all connections, with the answers that are still here; accepts others.</summary>
    public void Cut()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        _answers.TrySetResult();
    }

    /// <summary>Cuts all connections and accepts no more.</summary>
    public void Close()
    {
        _listener.Stop();
        Cut();
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
            await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream()), AnswerAsync(server.GetStream(), client.GetStream()));
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

    private async Task AnswerAsync(NetworkStream server, NetworkStream client)
    {
        var buffer = new byte[16 * 1024];
        for (int length; (length = await server.ReadAsync(buffer)) > 0;)
        {
            await _answers.Task;
            await client.WriteAsync(buffer.AsMemory(0, length));
        }
    }
}
