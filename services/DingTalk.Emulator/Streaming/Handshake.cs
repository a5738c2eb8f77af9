using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Gateway;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Links;
using DingTalk.Emulator.Statistics;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Streaming;

// Decides whether a WebSocket handshake is accepted.
internal sealed class Handshake(
    TicketStore tickets, LinkRegistry links, FaultStore faults, Stats stats, IOptions<EmulatorOptions> options, TimeProvider time)
{
    // Null when the handshake was refused and answered, or the client has gone. Otherwise the link's place is reserved in the registry.
    public async Task<Ticket?> AdmitAsync(HttpContext http, CancellationToken gone)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            await ApiError.Result(400, "invalidParameter", "a WebSocket handshake is expected here").ExecuteAsync(http);
            return null;
        }

        if (tickets.Redeem(http.Request.Query["ticket"]) is not { } ticket)
        {
            await RefuseAsync(http, "ticket", "invalidTicket", "the ticket is unknown, used or expired");
            return null;
        }

        if (faults.TryTake(FaultNames.SlowHandshakeMs, ticket.App.ClientId) is { } slow && !await WaitAsync(slow.Number, gone))
        {
            return null;
        }

        if (!links.TryOpen(ticket))
        {
            await RefuseAsync(http, "connections", "tooManyConnections", $"the app has {options.Value.MaxConnections} connections already");
            return null;
        }

        return ticket;
    }

    private Task RefuseAsync(HttpContext http, string reason, string code, string message)
    {
        stats.Rejected(reason);
        return ApiError.Result(options.Value.TicketRejectStatus, code, message).ExecuteAsync(http);
    }

    private async Task<bool> WaitAsync(int milliseconds, CancellationToken gone)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time, gone);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
