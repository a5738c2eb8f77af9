using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Gateway;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Statistics;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Streaming;

// GET /connect?ticket=…: the handshake, and the life of the link.
internal sealed class ConnectEndpoint(
    TicketDesk tickets, PublicAddress address, LinkRegistry links, PushDesk pushes, LinkFaults faults, FaultBoard board, Stats stats,
    IOptions<EmulatorOptions> options, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<ConnectEndpoint> logger)
{
    public async Task HandleAsync(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            await ApiError.Result(400, "invalidParameter", "a WebSocket handshake is expected here").ExecuteAsync(http);
            return;
        }

        if (tickets.Redeem(http.Request.Query["ticket"]) is not { } ticket)
        {
            await RefuseAsync(http, "ticket", "invalidTicket", "the ticket is unknown, used or expired");
            return;
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        if (board.TryTake(FaultNames.SlowHandshakeMs, ticket.App.ClientId) is { } slow && !await WaitAsync(slow.Number, ended.Token))
        {
            return;
        }

        if (!links.TryOpen(ticket))
        {
            await RefuseAsync(http, "connections", "tooManyConnections", $"the app has {options.Value.MaxConnections} connections already");
            return;
        }

        try
        {
            await LiveAsync(http, ticket, ended.Token);
        }
        finally
        {
            links.GiveUp(ticket);
        }
    }

    private async Task LiveAsync(HttpContext http, Ticket ticket, CancellationToken ended)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { DangerousEnableCompression = options.Value.EnableCompression });
        var link = new StreamLink(socket, ticket.App, ticket.Subscriptions, address.Of(http.Request), options.Value.MaxFrameBytes, time);
        using var heartbeat = new Heartbeat(link, options, stats, time, logger);
        heartbeat.Greet();
        using var watched = faults.Watch(link, heartbeat);
        links.Add(link, ticket);
        Log.LinkOpened(logger, link.App.ClientId, link.Id);
        pushes.LinkOpened(link.App);
        try
        {
            await link.RunAsync(frame => Receive(link, heartbeat, frame), ended);
        }
        finally
        {
            links.Remove(link);
            Log.LinkClosed(logger, link.App.ClientId, link.Id, link.CloseReason);
        }
    }

    private Task RefuseAsync(HttpContext http, string what, string code, string message)
    {
        stats.Rejected(what);
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

    private void Receive(StreamLink link, Heartbeat heartbeat, ReadOnlyMemory<byte> frame)
    {
        heartbeat.Heard();
        if (AckFrame.Parse(frame, out var problem) is not { } ack)
        {
            stats.MalformedFrame();
            Log.MalformedFrame(logger, link.App.ClientId, link.Id, problem);
        }
        else if (!heartbeat.Answers(ack) && !pushes.Acknowledge(ack))
        {
            stats.UnknownAck();
        }
    }
}
