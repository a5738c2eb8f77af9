using DingTalk.Emulator.Gateway;
using DingTalk.Emulator.Links;
using DingTalk.Emulator.Statistics;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Streaming;

// Runs one link from the accepted handshake to its close.
internal sealed class LinkRunner(
    LinkRegistry links,
    PushQueue pushes,
    LinkFaults faults,
    Stats stats,
    IOptions<EmulatorOptions> options,
    TimeProvider time,
    ILogger<LinkRunner> logger)
{
    public async Task RunAsync(HttpContext http, Ticket ticket, string baseUrl, CancellationToken ended)
    {
        var accept = new WebSocketAcceptContext { DangerousEnableCompression = options.Value.EnableCompression };
        using var socket = await http.WebSockets.AcceptWebSocketAsync(accept);
        var link = new StreamLink(socket, ticket.App, ticket.Subscriptions, baseUrl, options.Value.MaxFrameBytes, time);
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
