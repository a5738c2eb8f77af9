using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PicoClaw.Gateway.Tests.Doctor;

/// <summary>A company's proxy that knows nothing of DingTalk.</summary>
internal sealed class RefusingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _seen = new();
    private Task _work = Task.CompletedTask;

    private RefusingProxy()
    {
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The first line of each request.</summary>
    public IReadOnlyCollection<string> Seen => _seen;

    public static RefusingProxy Start()
    {
        var proxy = new RefusingProxy();
        proxy._listener.Start();
        proxy._work = proxy.RunAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _work;
    }

    private async Task RunAsync()
    {
        while (true)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream);
                _seen.Enqueue(await reader.ReadLineAsync() ?? "");
                while (await reader.ReadLineAsync() is { Length: > 0 })
                {
                }

                await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }
            catch (IOException)
            {
                // The client had enough.
            }
        }
    }
}
