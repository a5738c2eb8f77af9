using DingTalk.Emulator.Gateway;
using DingTalk.Emulator.Links;

namespace DingTalk.Emulator.Streaming;

// GET /connect?ticket=…
internal sealed class ConnectEndpoint(
    Handshake handshake, LinkRunner runner, LinkRegistry links, PublicAddress address, IHostApplicationLifetime lifetime)
{
    public async Task HandleAsync(HttpContext http)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        if (await handshake.AdmitAsync(http, ended.Token) is not { } ticket)
        {
            return;
        }

        try
        {
            await runner.RunAsync(http, ticket, address.Of(http.Request), ended.Token);
        }
        finally
        {
            links.GiveUp(ticket);
        }
    }
}
