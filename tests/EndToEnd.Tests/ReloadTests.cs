using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator;
using EndToEnd.Tests.Processes;
using Harness.Emulators;
using Harness.Processes;
using PicoClaw.Agent.Tests.Testing;

namespace EndToEnd.Tests;

/// <summary>config.json changes while real processes run on it.</summary>
public sealed class ReloadTests : IAsyncLifetime
{
    private const string Applied = "has changed, and applies from now on: ";
    private const string AllowFrom = "allow_from of the account dingacme";
    private const string Refused = "The changed configuration is not used";
    private const string Again = "can be used again";

    private readonly TestHome _home = new();
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private EmulatorHost _emulator = null!;
    private EmulatorClient _client = null!;
    private ModelService _model = null!;
    private JsonObject _config = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Folder => _home.Environment["PICOCLAW_HOME"];

    private string File => Path.Combine(Folder, "config.json");

    public async ValueTask InitializeAsync()
    {
        _emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        _client = new EmulatorClient(_emulator.Address);
        _model = await ModelService.StartAsync(async (_, request, response) =>
        {
            if (request.LastText.Contains("hold", StringComparison.Ordinal))
            {
                await _held.Task.WaitAsync(response.HttpContext.RequestAborted);
            }

            await OpenAiWire.SayAsync(response, request, $"heard: {request.LastText}");
        });
        _config = TwoAccounts.Config(_emulator);
        _config["model_list"] = TestHome.ModelList("chat", new Uri(_model.Address, "/v1"));
        _config["model_list"]![0]!["api_keys"] = "file://model.key";
        _config["agents"] = new JsonObject { ["defaults"] = new JsonObject { ["language"] = "en" } };
        Allow("friend");
        await WriteKeyAsync("sk-first");
        _home.Write(_config);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _model.DisposeAsync();
        await _emulator.DisposeAsync();
        _home.Dispose();
    }

    [Fact(Timeout = 180_000)]
    public async Task Gateway_AllowListAndKeyChangeWhileItRuns_TakeEffectAndATurnEndsAsItBegan()
    {
        await using var gateway = Gateway.Start(_home);
        await gateway.ShowsAsync("Press Ctrl+C", Cancel);
        (await SayAsync("one", "stranger", replies: 0)).Acked.ShouldBeTrue();

        Allow("friend", "stranger");
        _home.Write(_config);
        await gateway.ShowsAsync(Applied + AllowFrom, Cancel);
        (await SayAsync("two", "stranger")).Replies.ShouldHaveSingleItem().Text.ShouldContain("two");
        (await KeyAsync()).ShouldBe("Bearer sk-first");

        var running = SayAsync("hold this", "friend");
        (await KeyAsync()).ShouldBe("Bearer sk-first");
        await WriteKeyAsync("sk-second");
        await gateway.ShowsAsync(Applied + "model_list", Cancel);
        _held.SetResult();
        (await running).Replies.ShouldHaveSingleItem().Text.ShouldContain("hold this");

        await SayAsync("three", "friend");
        (await KeyAsync()).ShouldBe("Bearer sk-second");
        (await _client.RepliesAsync(Cancel)).ShouldAllBe(reply => !reply.Text.Contains("one"));
        gateway.Output.ShouldNotContain("sk-");
    }

    [Fact(Timeout = 180_000)]
    public async Task Gateway_BrokenHalfWrittenAndDeletedFiles_KeepTheOldConfigurationAndSaySo()
    {
        await using var gateway = Gateway.Start(_home);
        await gateway.ShowsAsync("Press Ctrl+C", Cancel);
        Allow("stranger");
        var whole = Text();

        Write(whole[..(whole.Length / 2)]);
        await CountAsync(gateway, Refused, 1);
        (await ReadyAsync()).ShouldContain("\"configuration\":{\"status\":\"degraded\",\"message\":\"not in use, and the next start will fail:");
        (await SayAsync("one", "friend")).Replies.ShouldHaveSingleItem();

        await System.IO.File.AppendAllTextAsync(File, whole[(whole.Length / 2)..], Cancel);
        await CountAsync(gateway, Again, 1);
        await CountAsync(gateway, Applied + AllowFrom, 1);
        (await SayAsync("two", "stranger")).Replies.ShouldHaveSingleItem();
        (await ReadyAsync()).ShouldContain("\"configuration\":{\"status\":\"ok\"}");

        foreach (var (text, count) in new[] { ("", 2), (whole + new string(' ', 10_000_000), 3) })
        {
            Write(text);
            await CountAsync(gateway, Refused, count);
        }

        System.IO.File.Delete(File);
        await CountAsync(gateway, Refused, 4);
        (await SayAsync("three", "friend", replies: 0)).Acked.ShouldBeTrue();
        (await SayAsync("four", "stranger")).Replies.ShouldHaveSingleItem();

        var lines = gateway.Lines.Where(line => line.Contains(Refused, StringComparison.Ordinal)).ToList();
        lines[0].ShouldMatch(@"config\.json, line \d+, column \d+: ");
        lines[1].ShouldContain("line 1, column 1: the file is empty");
        lines[2].ShouldContain("larger than 1 MB");
        lines[3].ShouldContain("does not exist");
    }

    [Fact(Timeout = 180_000)]
    public async Task Gateway_RestartFieldAndHundredChanges_AreNamedOnceAndTheLastIsUsed()
    {
        await using var gateway = Gateway.Start(_home);
        await gateway.ShowsAsync("Press Ctrl+C", Cancel);
        var defaults = _config["agents"]!["defaults"]!;
        defaults["workspace"] = "elsewhere";

        // The environment sets it for the tests, and wins.
        defaults["turns_per_minute"] = 1;
        for (var i = 0; i < 100; i++)
        {
            Allow("friend", $"u{i}");
            Write(Text());
        }

        defaults["language"] = "zh";
        Write(Text());
        await gateway.ShowsAsync("agents.defaults.language", Cancel);

        (await SayAsync("/model nobody", "u99")).Replies.ShouldHaveSingleItem().Text.ShouldContain("没有名为");
        (await SayAsync("again", "u99")).Replies.ShouldHaveSingleItem().Text.ShouldContain("again");
        (await ReadyAsync()).ShouldContain("\"message\":\"restart to apply: agents.defaults.workspace\"");
        gateway.Count("Restart PicoClaw to apply these changes, which are read at start only: agents.defaults.workspace").ShouldBe(1);
        gateway.Count(Refused).ShouldBe(0, "each version was written whole");
    }

    // A mounted ConfigMap: the folder of a version stands behind a link, which is switched.
    [Fact(Timeout = 180_000)]
    public async Task Split_LinkToTheFolderIsSwitched_EachServiceTakesItsPart()
    {
        var broker = await PrivateQueues.ResetAsync(Cancel);
        Version("v1");
        System.IO.File.CreateSymbolicLink(Path.Combine(Folder, "..data"), "v1");
        System.IO.File.Delete(File);
        System.IO.File.CreateSymbolicLink(File, "..data/config.json");
        await using var egress = Start("Egress", broker);
        await using var agent = Start("Agent", broker);
        await using var ingress = Start("Ingress", broker);
        (await SayAsync("one", "friend")).Replies.ShouldHaveSingleItem();

        Allow("stranger");
        _config["agents"]!["defaults"]!["language"] = "zh";
        _config["egress"] = new JsonObject { ["max_age_minutes"] = 5 };
        Version("v2");
        System.IO.File.CreateSymbolicLink(Path.Combine(Folder, "..data_tmp"), "v2");
        using (var move = Process.Start("mv", ["-T", Path.Combine(Folder, "..data_tmp"), Path.Combine(Folder, "..data")]))
        {
            await move.WaitForExitAsync(Cancel);
        }

        foreach (var service in new[] { egress, agent, ingress })
        {
            await service.ShowsAsync($"{Applied}agents.defaults.language, {AllowFrom}, egress.max_age_minutes;", Cancel);
        }

        (await SayAsync("/model nobody", "stranger")).Replies.ShouldHaveSingleItem().Text.ShouldContain("没有名为");
        (await SayAsync("two", "friend", replies: 0)).Acked.ShouldBeTrue();

        ServiceProcess Start(string service, string broker) => ServiceProcess.Start(
            $"PicoClaw.{service}",
            $"PicoClaw.{service}",
            [],
            [.. _home.Environment, new("PICOCLAW_BROKER", broker), new("ASPNETCORE_URLS", $"http://127.0.0.1:{TestHome.FreePort()}")]);

        void Version(string name)
        {
            Directory.CreateDirectory(Path.Combine(Folder, name));
            System.IO.File.WriteAllText(Path.Combine(Folder, name, "config.json"), Text());
        }
    }

    private void Allow(params string[] people) =>
        _config["channel_list"]!["dingacme"]!["allow_from"] = new JsonArray([.. people.Select(person => JsonValue.Create(person))]);

    private string Text() => _config.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    // Whole at every moment, as a careful editor writes.
    private void Write(string text)
    {
        System.IO.File.WriteAllText(File + ".new", text);
        System.IO.File.Move(File + ".new", File, overwrite: true);
    }

    private async Task WriteKeyAsync(string key)
    {
        var file = Path.Combine(Folder, "model.key");
        await System.IO.File.WriteAllTextAsync(file + ".new", key, Cancel);
        System.IO.File.Move(file + ".new", file, overwrite: true);
    }

    private Task<Said> SayAsync(string text, string sender, int replies = 1) =>
        _client.SayAsync(new { app = "dingacme", text, senderStaffId = sender, replies, waitSeconds = 120 }, Cancel);

    private async Task<string?> KeyAsync() => (await _model.Requests.ReadAsync(Cancel)).Key;

    private async Task<string> ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = _home.Health };
        using var answer = await http.GetAsync("/ready", Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private static async Task CountAsync(ServiceProcess process, string text, int count)
    {
        while (process.Count(text) < count)
        {
            process.HasExited.ShouldBeFalse(process.Output);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }

        process.Count(text).ShouldBe(count);
    }
}
