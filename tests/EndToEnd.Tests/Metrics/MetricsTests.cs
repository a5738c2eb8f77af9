using System.Text.Json.Nodes;
using EndToEnd.Tests.Processes;
using Harness.Emulators;
using Harness.Processes;
using PicoClaw.Tests.Clocks;

namespace EndToEnd.Tests.Metrics;

/// <summary><c>/metrics</c> of a gateway, under the names that Prometheus shows.</summary>
public sealed class MetricsTests
{
    private const string Question = "a question for nobody else";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Scrape_AfterOneMessage_CountsItEverywhereWithoutItsText()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        var config = TwoAccounts.WithModel(TwoAccounts.Config(emulator), emulator);
        config["model_list"]![0]!["api_keys"] = "key-of-the-model";

        // A commit that takes longer goes through the spool, and is counted there.
        config["ingress"] = new JsonObject { ["spool"] = new JsonObject { ["confirm_within_ms"] = 2500 } };
        config["channel_list"]!["dingblue"]!["group_trigger"] = new JsonObject { ["mention_only"] = true };
        home.Write(config);
        await using var gateway = Gateway.Start(home);
        await gateway.ShowsAsync("Press Ctrl+C to stop.", Cancel);
        using var client = new EmulatorClient(emulator.Address);
        using var http = new HttpClient { BaseAddress = home.Health };

        // On a slow machine the first ack takes seconds: the frame would come, and be counted, again.
        await client.FaultAsync(new { redeliverAfterMs = 60_000 }, Cancel);

        await client.SayAsync(
            new { app = "dingblue", text = "to somebody else", conversationType = "2", mention = false, replies = 0, waitSeconds = 120 }, Cancel);
        var said = await client.SayAsync(new { app = "dingacme", text = Question, senderStaffId = "staff-of-acme", waitSeconds = 120 }, Cancel);
        said.Replies.ShouldHaveSingleItem();

        var seen = await ScrapeAsync(http, exposition => Expected.All(one => exposition.Of(one.Name, one.Labels) == one.Value));
        foreach (var (name, labels, value) in Expected)
        {
            seen.Of(name, labels).ShouldBe(value, $"{name} {string.Join(' ', labels)} in\n{seen.Text}");
        }

        seen.Of("picoclaw_agent_turn_duration_seconds_sum")!.Value.ShouldBeInRange(0.0001, 60);
        seen.Of("gen_ai_client_token_usage_sum", "gen_ai_token_type=\"input\"")!.Value.ShouldBeGreaterThan(0);
        foreach (var unwanted in new[] { "secret-of", "key-of-the-model", Question, "somebody else", "staff-of-acme", "session=", "ticket=", "cid" })
        {
            seen.Text.ShouldNotContain(unwanted);
        }

        MetricNames.ShouldBeKnown(seen.Names);
    }

    private static readonly (string Name, string[] Labels, double Value)[] Expected =
    [
        ("picoclaw_ingress_link_open", ["account=\"dingacme\""], 1),
        ("picoclaw_ingress_link_open", ["account=\"dingblue\""], 1),
        ("dingtalk_stream_links_total", ["dingtalk_client_id=\"dingacme\""], 1),
        ("dingtalk_stream_frames_total", ["dingtalk_client_id=\"dingacme\"", "kind=\"bot_message\""], 1),
        ("dingtalk_stream_acks_total", ["dingtalk_client_id=\"dingacme\"", "kind=\"bot_message\"", "code=\"200\""], 1),
        ("dingtalk_stream_acks_total", ["dingtalk_client_id=\"dingacme\"", "code=\"withheld\""], 0),
        ("dingtalk_stream_ack_duration_seconds_count", ["dingtalk_client_id=\"dingacme\""], 1),
        ("picoclaw_ingress_published_total", ["account=\"dingacme\""], 1),
        ("picoclaw_ingress_dropped_total", ["account=\"dingblue\""], 1),
        ("picoclaw_ingress_withheld_total", [], 0),
        ("picoclaw_ingress_unmapped_total", [], 0),
        ("picoclaw_ingress_spool_appended_total", ["account=\"dingacme\""], 0),
        ("picoclaw_ingress_spool_drained_total", ["account=\"dingacme\""], 0),
        ("picoclaw_ingress_spool_messages", [], 0),
        ("picoclaw_ingress_spool_size_bytes", [], 0),
        ("picoclaw_ingress_spool_oldest_age_seconds", [], 0),
        ("picoclaw_messaging_send_duration_seconds_count", ["intake=\"agent-intake\"", "outcome=\"confirmed\""], 1),
        ("picoclaw_messaging_send_duration_seconds_count", ["intake=\"egress-intake\"", "outcome=\"confirmed\""], 1),
        ("picoclaw_agent_mailbox_depth", [], 0),
        ("picoclaw_agent_mailbox_oldest_age_seconds", [], 0),
        ("picoclaw_agent_lanes_held", [], 0),
        ("picoclaw_agent_lanes_waiting", [], 0),
        ("picoclaw_agent_lanes_stuck", [], 0),
        ("picoclaw_agent_turn_starts_total", ["attempt=\"1\""], 1),
        ("picoclaw_agent_turn_duration_seconds_count", ["status=\"committed\""], 1),
        ("picoclaw_agent_turn_duration_seconds_bucket", ["le=\"600\""], 1),
        ("picoclaw_agent_dead_letters", [], 0),
        ("picoclaw_agent_unreadable_total", [], 0),
        ("gen_ai_client_token_usage_count", ["gen_ai_token_type=\"output\"", "gen_ai_request_model=\"scripted\""], 1),
        ("gen_ai_client_operation_duration_seconds_count", ["gen_ai_request_model=\"scripted\""], 1),
        ("picoclaw_egress_outbox_depth", ["account=\"dingacme\""], 0),
        ("picoclaw_egress_outbox_oldest_age_seconds", ["account=\"dingacme\""], 0),
        ("picoclaw_egress_dead_letters", ["account=\"dingacme\""], 0),
        ("picoclaw_egress_lanes_waiting", [], 0),
        ("picoclaw_egress_sends_total", ["account=\"dingacme\"", "api=\"webhook\"", "outcome=\"Sent\""], 1),
        ("picoclaw_egress_replies_per_call_sum", ["api=\"webhook\""], 1),
        ("picoclaw_egress_permit_wait_seconds_count", ["api=\"webhook\""], 1),
        ("picoclaw_egress_throttles_total", ["account=\"dingacme\""], 0),
        ("picoclaw_egress_merged_total", ["account=\"dingacme\""], 0),
        ("picoclaw_egress_unknown_outcomes_total", ["account=\"dingacme\""], 0),
        ("picoclaw_egress_stopped", ["account=\"dingacme\""], 0),
        ("picoclaw_egress_api_calls_this_month", ["account=\"dingacme\""], 0),
        ("picoclaw_egress_api_calls_limit", ["account=\"dingacme\""], 5000),
        ("picoclaw_egress_webhook_replies_this_month", ["account=\"dingacme\""], 1),
        ("picoclaw_egress_stream_calls_this_month", ["account=\"dingacme\""], 2),
        ("picoclaw_egress_stream_calls_limit", ["account=\"dingacme\""], 3000),
    ];

    // The reply arrives before its outcome is recorded, and what waits is counted every 15 seconds, which may be while the message is on its way.
    private static async Task<Exposition> ScrapeAsync(HttpClient http, Func<Exposition, bool> isEnough)
    {
        using var limit = TestDeadline.In(TimeSpan.FromMinutes(1));
        while (true)
        {
            var exposition = new Exposition(await http.GetStringAsync("/metrics", Cancel));
            if (isEnough(exposition) || limit.IsCancellationRequested)
            {
                return exposition;
            }

            await Task.Delay(500, Cancel);
        }
    }
}
