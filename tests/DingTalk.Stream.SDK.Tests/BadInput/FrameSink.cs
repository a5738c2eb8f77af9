using System.Collections.Concurrent;
using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Protocol;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.BadInput;

// A client with every kind of handler; they read everything they are given and count malformed frames.
internal sealed class FrameSink : IAsyncDisposable
{
    private readonly SemaphoreSlim _handled = new(0);
    private readonly ConcurrentQueue<string> _malformed = new();

    private FrameSink(ClientFixture fixture) => Fixture = fixture;

    public ClientFixture Fixture { get; }

    public IReadOnlyCollection<string> Malformed => _malformed;

    public static async Task<FrameSink> CreateAsync()
    {
        var sink = new FrameSink(await ClientFixture.CreateAsync(options =>
        {
            options.MaxFrameBytes = 4 * 1024 * 1024;
            return options;
        }));
        sink.Fixture.Client.OnBotMessage((message, _) => sink.Seen(Look(message), HandlerResult.Ok()))
            .OnCardCallback((callback, _) => sink.Seen<CardUpdate?>(Look(callback), null))
            .OnEvent((happened, _) => sink.Seen(Look(happened), EventOutcome.Success))
            .OnMalformed(sink._malformed.Enqueue);
        return sink;
    }

    // Completes when this many messages have reached a handler.
    public async Task HandledAsync(int count)
    {
        for (var seen = 0; seen < count; seen++)
        {
            (await _handled.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken))
                .ShouldBeTrue($"only {seen} of {count} messages came to a handler");
        }
    }

    // A good message is handled on the first link, and nothing secret was logged since the last check.
    public async Task ShouldLiveAsync(ServerLink link, string messageId)
    {
        await link.SendAsync(Frames.Bot(messageId));
        (await link.AckAsync()).ShouldBe(new Ack(200, messageId, "OK", """{"response":null}"""));
        await HandledAsync(1);
        (Fixture.Client.Status.State, Fixture.Client.Status.Reconnects, Fixture.Client.Status.LastLoss).ShouldBe((StreamState.Open, 0, null));
        var logged = Fixture.Logged.ToList();
        Fixture.Logger.Collector.Clear();
        foreach (var secret in new[] { Wire.Marker, ClientFixture.Secret, link.Ticket })
        {
            logged.Concat(_malformed).ShouldAllBe(line => !line.Contains(secret, StringComparison.Ordinal));
        }
    }

    public ValueTask DisposeAsync()
    {
        _handled.Dispose();
        return Fixture.DisposeAsync();
    }

    // Reads everything of a message, as an application would: nothing may throw after the parser.
    public static string Look(BotMessage message)
    {
        var target = ReplyTarget.Parse(ReplyTarget.From(message, "robot").Serialize());
        return string.Concat(
            message, message.Content, message.Content.PlainText, message.Quote?.Text, message.Quote?.Inner, target.SessionWebhook,
            message.CreatedAt, message.SessionWebhookExpiresAt, string.Concat(message.AtUsers));
    }

    public static string Look(CardCallback callback) =>
        string.Concat(callback, string.Concat(callback.ActionIds), string.Concat(callback.Parameters), callback.Content, callback.Extension);

    public static string Look(StreamEvent happened) => string.Concat(happened, happened.BornAt, happened.CorpId, happened.UnifiedAppId, happened.Data);

    // The assertion keeps the compiler from dropping the reads.
    private ValueTask<T> Seen<T>(string text, T result)
    {
        text.ShouldNotBeNull();
        _handled.Release();
        return new(result);
    }
}
