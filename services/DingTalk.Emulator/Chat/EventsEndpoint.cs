using System.Text.Json;
using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Chat;

// GET /emulator/events: Server-Sent Events `apps`, `faults`, `message`, `exchanges`, `reset`. The event id is a revision of the transcript, so a page
// that reconnects gets the missed changes, and a slow page gets the newest state instead of a queue.
internal sealed class EventsEndpoint(
    Transcript transcript, PageState page, ChangeSignal changes, MessageHtml html, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    // Part of every event id, so a revision of an earlier run is recognised.
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];

    public async Task HandleAsync(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await StreamAsync(http, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The page was closed, or the host stops.
        }
    }

    private async Task StreamAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var known = LastSeen(http.Request);
        var revision = known ?? 0;
        var (shownApps, shownFaults, shownExchanges) = ("", "", 0L);
        if (known is null)
        {
            await WriteAsync(http.Response, "reset", revision, "{}", cancellationToken);
        }

        while (true)
        {
            var next = changes.Next;
            var state = page.Apps();
            if (state != shownApps)
            {
                shownApps = state;
                await WriteAsync(http.Response, "apps", revision, state, cancellationToken);
            }

            var armed = page.ArmedFaults();
            // Started before the faults are written: a test clock that moves in between would otherwise be missed.
            using var due = new CancellationTokenSource(UntilNext(armed), time);
            using var wake = CancellationTokenSource.CreateLinkedTokenSource(due.Token, cancellationToken);
            state = PageState.Faults(armed);
            if (state != shownFaults)
            {
                shownFaults = state;
                await WriteAsync(http.Response, "faults", revision, state, cancellationToken);
            }

            revision = await WriteChangesAsync(http.Response, revision, cancellationToken);
            shownExchanges = await WriteLastExchangeAsync(http.Response, revision, shownExchanges, cancellationToken);
            await http.Response.Body.FlushAsync(cancellationToken);
            try
            {
                await next.WaitAsync(wake.Token);
            }
            catch (OperationCanceledException) when (due.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                await http.Response.WriteAsync(": still here\n\n", cancellationToken);
            }
        }
    }

    // No signal is sent when a fault expires.
    private TimeSpan UntilNext(IReadOnlyList<Fault> armed)
    {
        var first = armed.Min(fault => fault.Until) - time.GetUtcNow();
        return first < KeepAlive ? TimeSpan.FromTicks(Math.Max(first.Value.Ticks, 0)) : KeepAlive;
    }

    private async Task<long> WriteLastExchangeAsync(HttpResponse response, long revision, long shown, CancellationToken cancellationToken)
    {
        var last = page.LastExchange;
        if (last != shown)
        {
            await WriteAsync(response, "exchanges", revision, $$"""{"last":{{last}}}""", cancellationToken);
        }

        return last;
    }

    private async Task<long> WriteChangesAsync(HttpResponse response, long revision, CancellationToken cancellationToken)
    {
        var news = transcript.ChangesSince(revision);
        if (news.Reset && revision > 0)
        {
            await WriteAsync(response, "reset", revision, "{}", cancellationToken);
        }

        // Events and card callbacks belong to no conversation on the page; a refusal without a conversation is shown in all.
        var shown = news.Entries.Where(entry => entry.ConversationId.Length > 0 || entry is RefusalEntry).ToList();
        foreach (var entry in shown)
        {
            // Only the last entry carries the new revision: after a cut in the middle some entries are repeated, which a page does not
            // notice.
            var id = entry == shown[^1] ? news.Revision : revision;
            await WriteAsync(
                response, "message", id, JsonSerializer.Serialize(Shown(entry), EmulatorJson.Shared.ChatMessage), cancellationToken);
        }

        return news.Revision;
    }

    private ChatMessage Shown(TranscriptEntry entry) => entry switch
    {
        ReplyEntry reply => new ChatMessage
        {
            Reply = reply,
            Html = html.Of(reply),
            Faces = reply.Card?.Viewers?.ToDictionary(viewer => viewer.Key, viewer => html.Of(reply with { Text = viewer.Value.Text })),
        },
        RefusalEntry refusal => new ChatMessage { Refusal = refusal },
        _ => new ChatMessage { Push = (PushEntry)entry },
    };

    private long? LastSeen(HttpRequest request)
    {
        var parts = ((string?)request.Headers["Last-Event-ID"])?.Split('-');
        return parts is [var run, var number] && run == _run && long.TryParse(number, out var revision) ? revision : null;
    }

    private Task WriteAsync(HttpResponse response, string kind, long revision, string json, CancellationToken cancellationToken) =>
        response.WriteAsync($"id: {_run}-{revision}\nevent: {kind}\ndata: {json}\n\n", cancellationToken);
}
