using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Processes;
using Harness.Streams;

namespace EndToEnd.Tests;

/// <summary>A Stream server sends the last message and the end of a link in one segment.</summary>
public sealed class ClosingLinkTests(ITestOutputHelper output)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task LastMessageOfALink_IsAnsweredAtOnce_AndOnlyOnce()
    {
        using var home = new TestHome();
        await using var server = new RawStreamServer();
        home.Write(Config(server.Address));
        await using var gateway = Gateway.Start(home);
        using var first = await server.LinkAsync(Cancel);
        await gateway.ShowsAsync("Press Ctrl+C to stop.", Cancel);

        // On a busy machine the first message after the start takes seconds, and a closing link waits for five.
        await first.SendAsync([Message(server, "m0")], Cancel);
        (await first.ReadTextAsync(Cancel))!.ShouldContain("\"m0\"");
        (await server.PostAsync(Cancel)).ShouldContain("say m0");

        var since = Stopwatch.StartNew();
        await first.SendAsync([Message(server, "m1"), WireFrame.Close()], Cancel);
        var acks = await first.ReadToEndAsync(Cancel);
        output.WriteLine($"message and close: {acks.Count} acks before the close frame, after {since.ElapsedMilliseconds} ms");
        acks.ShouldHaveSingleItem().ShouldContain("\"m1\"");
        (await server.PostAsync(Cancel)).ShouldContain("say m1");

        using var second = await server.LinkAsync(Cancel);
        since.Restart();
        await second.SendAsync([Message(server, "m2"), WireFrame.Garbage], Cancel);
        (await server.PostAsync(Cancel)).ShouldContain("say m2");
        output.WriteLine($"message and garbage: replied to after {since.ElapsedMilliseconds} ms, no frame came after them");

        using var third = await server.LinkAsync(Cancel);
        await third.SendAsync([Message(server, "m2")], Cancel);
        (await third.ReadTextAsync(Cancel))!.ShouldContain("\"m2\"");
        await third.SendAsync([Message(server, "m3")], Cancel);
        (await server.PostAsync(Cancel)).ShouldContain("say m3");
        server.HasMorePosts.ShouldBeFalse();
    }

    private static byte[] Message(RawStreamServer server, string id)
    {
        var data = new JsonObject
        {
            ["conversationId"] = "cid1",
            ["conversationType"] = "1",
            ["msgId"] = id,
            ["msgtype"] = "text",
            ["text"] = new JsonObject { ["content"] = $"say {id}" },
            ["senderStaffId"] = "u1",
            ["senderNick"] = "Li",
            ["robotCode"] = "dingraw",
            ["sessionWebhook"] = new Uri(server.Address, "robot/sendBySession?session=s").ToString(),
            ["sessionWebhookExpiredTime"] = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds(),
        };
        return WireFrame.Text(JsonSerializer.Serialize(new
        {
            specVersion = "1.0",
            type = "CALLBACK",
            data = data.ToJsonString(),
            headers = new { messageId = id, topic = "/v1.0/im/bot/messages/get", contentType = "application/json" },
        }));
    }

    private static JsonObject Config(Uri server) => new()
    {
        ["version"] = 3,
        ["channel_list"] = new JsonObject
        {
            ["dingraw"] = new JsonObject
            {
                ["enabled"] = true,
                ["type"] = "dingtalk",
                ["allow_from"] = new JsonArray("*"),
                ["settings"] = new JsonObject
                {
                    ["client_id"] = "dingraw",
                    ["client_secret"] = "secret",
                    ["api_base"] = server.ToString(),
                    ["oapi_base"] = server.ToString(),
                },
            },
        },
    };
}
