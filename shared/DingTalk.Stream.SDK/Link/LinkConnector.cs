using System.Net.WebSockets;

namespace DingTalk.Stream;

/// <summary>Opens WebSockets with a <see cref="LinkTransport"/> of ours in them.</summary>
internal static class LinkConnector
{
    /// <exception cref="LinkException">The endpoint did not accept the WebSocket.</exception>
    public static async Task<(WebSocket Socket, LinkTransport Transport)> ConnectAsync(
        Uri endpoint, DingTalkStreamOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = options.KeepAliveInterval;
        socket.Options.KeepAliveTimeout = options.KeepAliveTimeout;
        LinkTransport? transport = null;
        // Behind a proxy it is called twice, for the tunnel and for what goes through it; the WebSocket talks to the last.
        using var handler = new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            Proxy = options.Proxy,
            PlaintextStreamFilter = (made, _) => new(transport = new LinkTransport(made.PlaintextStream)),
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
                $"The Stream endpoint at {endpoint.Host} did not accept the WebSocket ({cause}). Check that a firewall or proxy lets WebSockets through; trying again with a fresh ticket.",
                false,
                exception);
        }
    }
}
