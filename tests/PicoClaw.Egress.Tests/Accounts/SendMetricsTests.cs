using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Hosting;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Housekeeping;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Tests.Accounts;

public abstract class SendMetricsTests(bool onPostgres) : EgressTests(onPostgres)
{
    private static readonly string[] Tags = ["account", "api", "outcome"];
    [Fact]
    public async Task Call_ThreeRepliesWait_IsOneSendWithTwoMerged()
    {
        using var sends = Collect<long>("sends");
        using var replies = Collect<int>("replies_per_call");
        using var merged = Collect<long>("merged");
        using var waits = Collect<double>("permit_wait");

        await SendAsync(3);

        Seen(sends).ShouldBe(["main webhook Sent 1"]);
        Seen(replies).ShouldBe(["webhook 3"]);
        Seen(merged).ShouldBe(["main webhook 2"]);
        Seen(waits).ShouldBe(["webhook 0"]);
    }

    [Fact]
    public async Task Call_DingTalkThrottles_IsCountedAndTheReplyStaysInTheOutbox()
    {
        using var sends = Collect<long>("sends");
        using var throttles = Collect<long>("throttles");
        using var depth = Collect<double>("outbox.depth");
        using var age = Collect<double>("outbox.oldest.age");
        await DingTalk.FaultAsync(new { sendErrcode = 130101, count = 1 });

        await SendAsync(1);
        await CountAsync(depth, age);

        Seen(sends).ShouldBe(["main webhook Throttled 1"]);
        Seen(throttles).ShouldBe(["main webhook 1"]);
        Seen(depth).ShouldBe(["main 1"]);
        age.LastMeasurement!.Value.ShouldBeInRange(0, 60);
    }

    [Fact]
    public async Task Outbox_WrittenByAClockThatRanAhead_IsOfNoAge()
    {
        using var depth = Collect<double>("outbox.depth");
        using var age = Collect<double>("outbox.oldest.age");
        await PutAsync(1);
        await Egress.Store.WriteAsync(session => session.ExecuteAsync("UPDATE outbox SET created_at = created_at + 3600000"), Cancel);

        await CountAsync(depth, age);

        Seen(depth).ShouldBe(["main 1"]);
        age.LastMeasurement!.Value.ShouldBe(0);
    }

    [Fact]
    public async Task Call_OutcomeUnknown_IsCountedAndTheAccountIsStopped()
    {
        using var unknown = Collect<long>("unknown_outcomes");
        using var stopped = Collect<long>("stopped");
        await DingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });

        var lease = await PutAsync(1);
        await Egress.AttemptAsync(lease, (await Egress.HeadsAsync(lease))[0]);
        stopped.RecordObservableInstruments();

        Seen(unknown).ShouldBe(["main 1"]);
        Seen(stopped).ShouldBe(["main 1"]);
    }

    [Fact]
    public async Task Call_DingTalkRefusesTheContent_IsADeadLetter()
    {
        using var deadLetters = Collect<double>("dead_letters");
        await DingTalk.FaultAsync(new { sendErrcode = 430101, count = 1 });

        await SendAsync(1);
        await CountAsync(deadLetters);

        Seen(deadLetters).ShouldBe(["main 1"]);
    }

    [Fact]
    public async Task Month_OneWebhookReply_IsBesideItsLimits()
    {
        string[] names = ["api_calls_this_month", "api_calls_limit", "webhook_replies_this_month", "stream_calls_this_month", "stream_calls_limit"];
        var read = names.Select(Collect<long>).ToList();

        await SendAsync(1);
        read.ForEach(gauge => gauge.RecordObservableInstruments());

        // No limit, no series: a ratio to 0 would be an alarm.
        read.Select(gauge => string.Join(", ", Seen(gauge))).ShouldBe(["main 0", "main 5000", "main 1", "main 2", ""]);
        read.ForEach(gauge => gauge.Dispose());
    }

    [Fact]
    public void Begin_NothingHappenedYet_CountersBeginAtZero()
    {
        using var unknown = Collect<long>("unknown_outcomes");
        using var throttles = Collect<long>("throttles");

        Egress.Get<SendMetrics>().Begin("dingtalk:main", Egress.Get<IChannel>().Routes);

        Seen(unknown).ShouldBe(["main 0"]);
        Seen(throttles).ShouldBe(["main webhook 0", "main oto 0", "main group 0", "main card 0", "main card-update 0"]);
    }

    private async Task<LaneLease> PutAsync(int replies)
    {
        var (conversation, route) = await DingTalk.HearAsync();
        var lane = new TestLane(conversation, route, Time);
        await Egress.PutAsync([.. Enumerable.Range(1, replies).Select(number => lane.Say($"reply {number}"))]);
        return await Egress.ClaimAsync();
    }

    private async Task SendAsync(int replies) => await Egress.SendDueAsync(await PutAsync(replies));

    private async Task CountAsync(params MetricCollector<double>[] gauges)
    {
        await Egress.Get<OutboxCounter>().CountAsync(Cancel);
        foreach (var gauge in gauges)
        {
            gauge.RecordObservableInstruments();
        }
    }

    private MetricCollector<T> Collect<T>(string name)
        where T : struct
    {
        _ = Egress.Get<SendMetrics>();
        return new(Egress.Get<IMeterFactory>(), SendMetrics.MeterName, "picoclaw.egress." + name);
    }

    private static List<string> Seen<T>(MetricCollector<T> collector)
        where T : struct =>
        [
            .. collector.GetMeasurementSnapshot().Select(seen =>
                string.Join(' ', Tags.Select(tag => seen.Tags.GetValueOrDefault(tag)?.ToString()).OfType<string>().Append($"{seen.Value}"))),
        ];

    private protected override void Configure(IHostApplicationBuilder builder) => builder.Configuration["Egress:Limits:StreamCallsPerMonth"] = "0";
}
