using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;

namespace Harness.Streams;

/// <summary>
/// DingTalk's gateway and Stream endpoint on a bare TCP listener. It can do what a WebSocket library does not let a server do,
/// such as send a message and a close frame in one segment.
/// </summary>
internal sealed class RawStreamServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Channel<RawLink> _links = Channel.CreateBounded<RawLink>(100);
    private readonly Channel<string> _posts = Channel.CreateBounded<string>(100);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _tickets;

    public RawStreamServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The API base address of a client.</summary>
    public Uri Address => new($"http://{_listener.LocalEndpoint}/");

    public Task<RawLink> LinkAsync(CancellationToken cancellationToken) => _links.Reader.ReadAsync(cancellationToken).AsTask();

    /// <summary>The body of the next POST that does not open a link, such as a reply by webhook.</summary>
    public Task<string> PostAsync(CancellationToken cancellationToken) => _posts.Reader.ReadAsync(cancellationToken).AsTask();

    public bool HasMorePosts => _posts.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        while (_links.Reader.TryRead(out var link))
        {
            link.Dispose();
        }

        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                await ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
        }
    }

    // One at a time is enough: a client opens one link at a time, and each answer is a few bytes.
    private async Task ServeAsync(TcpClient connection)
    {
        try
        {
            var request = await ReadHeadAsync(connection.GetStream());
            if (request.StartsWith("GET ", StringComparison.Ordinal))
            {
                var accept = $"Sec-WebSocket-Accept: {Accept(request)}";
                await WriteAsync(connection, "101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade", accept, "", "");
                _links.Writer.TryWrite(new RawLink(connection));
                return;
            }

            var posted = new byte[int.Parse(Header(request, "Content-Length"), CultureInfo.InvariantCulture)];
            await connection.GetStream().ReadExactlyAsync(posted, _stop.Token);
            if (!request.StartsWith("POST /v1.0/gateway/connections/open ", StringComparison.Ordinal))
            {
                _posts.Writer.TryWrite(Encoding.UTF8.GetString(posted));
            }

            // One answer serves every request: the fields of a new link, and the success of a send.
            var body = $$"""{"endpoint":"ws://{{_listener.LocalEndpoint}}/connect","ticket":"t{{++_tickets}}","errcode":0,"errmsg":"ok"}""";
            string[] headers = ["Content-Type: application/json", $"Content-Length: {body.Length}", "Connection: close"];
            await WriteAsync(connection, ["200 OK", .. headers, "", body]);
            connection.Dispose();
        }
        catch (IOException)
        {
            connection.Dispose();
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, _stop.Token);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private async Task WriteAsync(TcpClient connection, params IEnumerable<string> lines) =>
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {string.Join("\r\n", lines)}"), _stop.Token);

    private static string Header(string request, string name) => request.Split("\r\n")
        .First(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..].Trim();

#pragma warning disable CA5350 // The WebSocket handshake asks for SHA-1.
    private static string Accept(string request) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes($"{Header(request, "Sec-WebSocket-Key")}258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
}
