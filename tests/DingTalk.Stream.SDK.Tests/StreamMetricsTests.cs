using DingTalk.Stream.Tests.Support;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace DingTalk.Stream.Tests;

// The meter is global, so each test has its own client id.
public sealed class StreamMetricsTests
{
    [Fact]
    public async Task Frames_OfEachKind_AreCountedWithTheirAcks()
    {
        const string client = "metrics-of-frames";
        using var frames = Collect<long>("dingtalk.stream.frames");
        using var acks = Collect<long>("dingtalk.stream.acks");
        using var times = Collect<double>("dingtalk.stream.ack.duration");
        await using var fixture = await CreateAsync(client);
        var clock = fixture.Clock;
        var link = await fixture.OnBot((message, _) =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(40));
            return ValueTask.FromResult(message.MessageId == "m2" ? HandlerResult.Withhold() : HandlerResult.Ok());
        }).RunAndLinkAsync();

        await link.SendAsync(Frames.Bot("m1"));
        await link.AckAsync();
        await link.SendAsync(Frames.Make("CALLBACK", "/v1.0/user/text of a person", "m3", "{}"));
        await link.AckAsync();
        await link.SendAsync("no JSON");
        await link.SendAsync(Frames.Bot("m2"));
        await link.AcksBeforeEchoAsync();
        await Patience.UntilAsync(() => Of(acks, client).Any(seen => seen == "bot_message withheld 1"));

        Of(frames, client).ShouldBe(["bot_message  1", "other  1", "malformed  1", "bot_message  1", "ping  1"], ignoreOrder: true);
        Of(acks, client).ShouldBe(["bot_message withheld 0", "bot_message 200 1", "other 404 1", "bot_message withheld 1"]);
        Of(times, client).ShouldBe(["bot_message  0.04"]);
    }

    [Fact]
    public async Task Links_OpenedTwice_AreCounted()
    {
        const string client = "metrics-of-links";
        using var links = Collect<long>("dingtalk.stream.links");
        await using var fixture = await CreateAsync(client);
        var link = await fixture.OnBot(Handle.Ok).RunAndLinkAsync();

        // A link that ends immediately is replaced only after a delay.
        await Patience.UntilAsync(() => Of(links, client).Count == 1);
        fixture.Clock.Advance(fixture.Options.MinBackoff);
        await link.SendAsync(Frames.Disconnect());
        await fixture.Server.LinkAsync();
        await Patience.UntilAsync(() => Of(links, client).Count == 2);

        Of(links, client).ShouldBe(["  1", "  1"]);
    }

    private static Task<ClientFixture> CreateAsync(string client) => ClientFixture.CreateAsync(options =>
    {
        options.ClientId = client;
        return options;
    });

    private static MetricCollector<T> Collect<T>(string instrument)
        where T : struct => new(null, StreamMetrics.MeterName, instrument);

    private static List<string> Of<T>(MetricCollector<T> collector, string client)
        where T : struct =>
        [
            .. collector.GetMeasurementSnapshot()
                .Where(seen => (string?)seen.Tags["dingtalk.client_id"] == client)
                .Select(seen => $"{seen.Tags.GetValueOrDefault("kind")} {seen.Tags.GetValueOrDefault("code")} {seen.Value}"),
        ];
}
