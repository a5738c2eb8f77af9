using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DingTalk.Emulator;
using EndToEnd.Tests.Processes;
using Harness.Emulators;
using Harness.Processes;

namespace EndToEnd.Tests;

/// <summary>What other systems have the bot say, by HTTP, by the command line and by the broker.</summary>
public sealed class NotificationTests
{
    private const string Token = "token-of-hr";
    private const int People = 60;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 180_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FanOut_ProcessKilledAfterItsAnswer_EachGetsItAndWhoDoesNotIsNamed(bool split)
    {
        var broker = split ? await PrivateQueues.ResetAsync(Cancel) : null;
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(Config(emulator));
        using var client = new EmulatorClient(emulator.Address);
        await client.FaultAsync(new { invalidStaffIds = new[] { "gone" }, count = 10 }, Cancel);
        var killed = Start(home, broker);
        await using (killed)
        {
            await PostAsync(home);
            await killed.KillAsync();
        }

        await using var service = Start(home, broker);
        await Readiness.UntilAsync(home.Health, Cancel);
        var to = Recipients().SelectMany(id => new[] { "--to", id });
        await using var send = Send(home, ["--key", "fan-out", "--account", "dingacme", "--wait", .. to, "the news"]);

        (await send.ExitCodeAsync(Cancel)).ShouldBe(2, send.Output);
        send.Output.ShouldContain("sent before, not again");
        send.Output.ShouldContain($"sent to {People}, failed for 1");
        send.Output.ShouldContain("gone: the platform does not know the user gone");
        var replies = (await client.RepliesAsync(Cancel)).Where(reply => reply.Text == "the news").ToList();
        var conversations = replies.Select(reply => reply.ConversationId).Distinct().Count();
        conversations.ShouldBe(People);
        (replies.Count - conversations).ShouldBeLessThanOrEqualTo(service.Count(EmbeddedTests.UnknownOutcome));
    }

    [Fact(Timeout = 180_000)]
    public async Task Broker_SendNotification_IsSentAndItsClientCanAskForIt()
    {
        var broker = await PrivateQueues.ResetAsync(Cancel);
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(Config(emulator));
        await using var egress = Start(home, broker);
        await Readiness.UntilAsync(home.Health, Cancel);
        var id = Guid.NewGuid();
        var message = new JsonObject
        {
            ["id"] = id,
            ["channel"] = "dingtalk",
            ["account"] = "dingblue",
            ["to"] = new JsonArray(new JsonObject { ["id"] = "u1" }, new JsonObject { ["id"] = "u2" }),
            ["content"] = new JsonObject { ["kind"] = "markdown", ["text"] = "by the broker" },
            ["client"] = "hr",
            ["createdAt"] = DateTimeOffset.UtcNow,
        };
        var envelope = new JsonObject { ["messageType"] = new JsonArray("urn:message:PicoClaw.Contracts:SendNotification"), ["message"] = message };

        await PrivateQueues.SendAsync(broker, "egress-intake", envelope.ToJsonString(), Cancel);

        using var http = Http(home);
        while (await http.GetAsync(new Uri($"v1/messages/{id}", UriKind.Relative), Cancel) is var answer
            && (!answer.IsSuccessStatusCode || (int)(await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["counts"]!["sent"]! < 2))
        {
            await Task.Delay(50, Cancel);
        }

        using var client = new EmulatorClient(emulator.Address);
        (await client.RepliesAsync(Cancel)).Select(reply => (reply.App, reply.Text)).ShouldBe([("dingblue", "by the broker"), ("dingblue", "by the broker")]);
    }

    [Fact(Timeout = 180_000)]
    public async Task Send_WrongTokenOrNoBot_IsOneLineWithTheRemedy()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(Config(emulator));
        await using var early = Send(home, ["--to", "u1", "text"]);
        (await early.ExitCodeAsync(Cancel)).ShouldBe(1);
        early.Lines.ShouldHaveSingleItem().ShouldContain("Start the gateway");
        await using var gateway = Gateway.Start(home);
        await Readiness.UntilAsync(home.Health, Cancel);

        await using var unknown = Send(home, ["--to", "u1", "text"], "another-token");
        await using var nobody = Send(home, ["text"]);
        await using var typed = Send(home, ["--alias", "ops", "--account", "dingacme", "--wait"]);
        await typed.TypeAsync("from standard input", Cancel);
        typed.EndInput();

        (await unknown.ExitCodeAsync(Cancel)).ShouldBe(1);
        unknown.Lines.ShouldHaveSingleItem().ShouldContain("notifications.tokens");
        (await nobody.ExitCodeAsync(Cancel)).ShouldBe(1);
        nobody.Lines.ShouldHaveSingleItem().ShouldContain("--to USER_ID");
        (await typed.ExitCodeAsync(Cancel)).ShouldBe(0, typed.Output);
        using var client = new EmulatorClient(emulator.Address);
        (await client.RepliesAsync(Cancel)).ShouldHaveSingleItem().Text.Trim().ShouldBe("from standard input");
    }

    [Fact(Timeout = 180_000)]
    public async Task Send_File_ArrivesAsItIsOnTheDisk()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(Config(emulator));
        var bytes = RandomNumberGenerator.GetBytes(3_000_000);
        "%PDF-1.7 "u8.CopyTo(bytes);
        var path = Path.Combine(home.Environment["PICOCLAW_HOME"], "五月 报告.pdf");
        await File.WriteAllBytesAsync(path, bytes, Cancel);
        await using var gateway = Gateway.Start(home);
        await Readiness.UntilAsync(home.Health, Cancel);

        await using var missing = Send(home, ["--to", "u1", "--file", path + "x"]);
        await using var wrong = Send(home, ["--to", "u1", "--account", "dingacme", "--file", Path.Combine(home.Environment["PICOCLAW_HOME"], "config.json")]);
        await using var sent = Send(home, ["--to", "u1", "--to", "u2", "--account", "dingacme", "--wait", "--file", path]);

        (await missing.ExitCodeAsync(Cancel)).ShouldBe(1);
        missing.Lines.ShouldHaveSingleItem().ShouldContain("--file");
        (await wrong.ExitCodeAsync(Cancel)).ShouldBe(1);
        wrong.Lines.ShouldHaveSingleItem().ShouldContain("egress.media.file_types");
        (await sent.ExitCodeAsync(Cancel)).ShouldBe(0, sent.Output);
        using var client = new EmulatorClient(emulator.Address);
        var replies = await client.RepliesAsync(Cancel);
        replies.Select(reply => reply.Attachment!.Name).ShouldBe(["五月 报告.pdf", "五月 报告.pdf"]);
        (await client.FileAsync(replies[0].Attachment!.Id, Cancel)).ShouldBe(bytes);
    }

    private static JsonObject Config(EmulatorHost emulator)
    {
        var config = TwoAccounts.Config(emulator);
        config["notifications"] = new JsonObject
        {
            ["tokens"] = new JsonObject { ["hr"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token))) },
            ["aliases"] = new JsonObject { ["ops"] = "u7" },
        };
        return config;
    }

    private static IEnumerable<string> Recipients() => Enumerable.Range(0, People).Select(number => $"u{number}").Append("gone");

    private static ServiceProcess Start(TestHome home, string? broker) => broker is null
        ? Gateway.Start(home)
        : ServiceProcess.Start(
            "PicoClaw.Egress",
            "PicoClaw.Egress",
            [],
            [.. home.Environment, new("PICOCLAW_BROKER", broker), new("ASPNETCORE_URLS", $"http://127.0.0.1:{home.Port}")]);

    private static ServiceProcess Send(TestHome home, IEnumerable<string> words, string token = Token) =>
        ServiceProcess.Start("PicoClaw.Gateway", "picoclaw", ["send", .. words], [.. home.Environment, new("PICOCLAW_SEND_TOKEN", token)]);

    private static HttpClient Http(TestHome home)
    {
        var http = new HttpClient { BaseAddress = home.Health };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return http;
    }

    private static async Task PostAsync(TestHome home)
    {
        await Readiness.UntilAsync(home.Health, Cancel);
        using var http = Http(home);
        var body = new { account = "dingacme", to = Recipients().ToArray(), markdown = "the news", idempotencyKey = "fan-out" };
        using var answer = await http.PostAsJsonAsync("v1/messages", body, Cancel);
        ((int)answer.StatusCode).ShouldBe(202, await answer.Content.ReadAsStringAsync(Cancel));
    }
}
