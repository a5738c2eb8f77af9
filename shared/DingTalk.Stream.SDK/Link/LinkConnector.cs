using System.Net.WebSockets;

namespace DingTalk.Stream;

// Opens WebSockets over a LinkTransport.
internal static class LinkConnector
{
    // Throws LinkException when the endpoint does not accept the WebSocket.
    public static async Task<(WebSocket Socket, LinkTransport Transport)> ConnectAsync(
        Uri endpoint, DingTalkStreamOptions options, Action onRead, TimeProvider time, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = options.KeepAliveInterval;
        socket.Options.KeepAliveTimeout = options.KeepAliveTimeout;
        LinkTransport? transport = null;
        // Behind a proxy the filter runs twice, for the tunnel and for the connection inside; the WebSocket uses the last stream.
        using var handler = new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            Proxy = options.Proxy,
            ConnectCallback = (context, cancellation) => LinkConnection.OpenAsync(context.DnsEndPoint, cancellation),
            PlaintextStreamFilter = (made, _) => new(transport = new LinkTransport(made.PlaintextStream, onRead)),
        };
        using var http = new HttpMessageInvoker(handler);
        using var deadline = new CancellationTokenSource(GatewayClient.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(endpoint, http, either.Token).ConfigureAwait(false);
            return (socket, transport!);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ArgumentException)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            var cause = exception is OperationCanceledException ? "no answer in time" : exception.Message;
            throw new LinkException(
                $"The Stream endpoint at {endpoint.Host} did not accept the WebSocket ({cause}). "
                + "Check that firewalls and proxies let WebSockets through; trying again with a new ticket.",
                false,
                exception);
        }
    }
}
