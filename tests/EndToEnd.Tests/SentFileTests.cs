using System.Text;
using System.Text.Json.Nodes;
using DingTalk.Emulator;
using EndToEnd.Tests.Processes;
using Harness.Emulators;
using Harness.Processes;
using Microsoft.Data.Sqlite;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Tests.Postgres;

namespace EndToEnd.Tests;

/// <summary>Files that a model sends: bytes and names as they were, in order, and not lost or doubled by a kill.</summary>
public sealed class SentFileTests : IAsyncLifetime
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7 May");
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Encoding.ASCII.GetBytes("pixels")];

    private readonly TestHome _home = new();
    private EmulatorHost _emulator = null!;
    private ModelService _model = null!;
    private EmulatorClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Folder => _home.Environment["PICOCLAW_HOME"];

    public async ValueTask InitializeAsync()
    {
        _emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        _client = new EmulatorClient(_emulator.Address);
        _model = await ModelService.StartAsync((number, request, response) => number switch
        {
            1 => OpenAiWire.CallAsync(response, request, "send_file", """{"path":"五月 报告.pdf"}"""),
            2 => OpenAiWire.CallAsync(response, request, "peer_picture", "{}"),
            _ => OpenAiWire.SayAsync(response, request, "Here they are"),
        });
        var workspace = Directory.CreateDirectory(Path.Combine(Folder, "workspace"));
        await File.WriteAllBytesAsync(Path.Combine(workspace.FullName, "五月 报告.pdf"), Pdf, Cancel);
        var config = TwoAccounts.Config(_emulator);
        config["agents"] = new JsonObject { ["defaults"] = new JsonObject { ["allow_send_file"] = true, ["workspace"] = workspace.FullName } };
        config["model_list"] = TestHome.ModelList("main", new Uri(_model.Address, "/v1"));
        var script = Repository.File("tests/PicoClaw.Agent.Tests/Testing/mcp-server.mjs");
        config["mcp_servers"] = new JsonObject { ["peer"] = new JsonObject { ["command"] = "node", ["args"] = new JsonArray(script) } };
        _home.Write(config);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _model.DisposeAsync();
        await _emulator.DisposeAsync();
        _home.Dispose();
    }

    [Fact(Timeout = 180_000)]
    public async Task Embedded_ModelSendsAFileAndAPicture_BothArriveAsTheyWere()
    {
        await using var gateway = Gateway.Start(_home);
        await ReadyAsync(gateway);

        await ShouldArriveAsync(() => gateway.Output);
    }

    [Fact(Timeout = 300_000)]
    public async Task Split_ModelSendsAFileAndAPicture_BothArriveAsTheyWere()
    {
        var broker = await PrivateQueues.ResetAsync(Cancel);
        await using var database = new TestPostgres();
        await database.EnsureAsync();
        await using var egress = Start("Egress", broker, database);
        await using var agent = Start("Agent", broker, database);
        await using var ingress = Start("Ingress", broker, database);
        await agent.ShowsAsync("MCP server peer is connected", Cancel);

        await ShouldArriveAsync(() => $"{egress.Output}\n{agent.Output}\n{ingress.Output}");
    }

    [Fact(Timeout = 180_000)]
    public async Task KilledAfterTheUpload_TheFileIsSentOnceAndNotUploadedAgain()
    {
        await using (var first = Gateway.Start(_home))
        {
            await ReadyAsync(first);
            await _client.FaultAsync(new { latencyMs = 600_000, sendStatus = 500, api = "oto" }, Cancel);
            await _client.SayAsync(new { app = "dingacme", text = "send it", replies = 0, waitSeconds = 120 }, Cancel);
            await CountAsync("outbox WHERE status = 'sending' AND via = 'oto'");
            await first.KillAsync();
        }

        await _client.FaultAsync(new { clear = true }, Cancel);
        await using var gateway = Gateway.Start(_home);

        var replies = await RepliesAsync();

        replies.Select(reply => reply.MsgType).ShouldBe(["markdown", "sampleFile", "markdown"]);
        (await _client.FileAsync(replies[1].Attachment!.Id, Cancel)).ShouldBe(Pdf);
        await CountAsync("media", 2);
        await CountAsync("call WHERE api = 'upload'", 2);
        gateway.Count(EmbeddedTests.UnknownOutcome).ShouldBe(1, gateway.Output);
        (await _client.RepliesAsync(Cancel)).Count.ShouldBe(3);
    }

    private async Task ShouldArriveAsync(Func<string> output)
    {
        await _client.SayAsync(new { app = "dingacme", text = "send it", replies = 0, waitSeconds = 120 }, Cancel);

        var replies = await RepliesAsync();

        replies[0].Text.ShouldBe("Here they are", output());
        replies[1].Attachment!.Name.ShouldBe("五月 报告.pdf");
        (await _client.FileAsync(replies[1].Attachment!.Id, Cancel)).ShouldBe(Pdf);
        var picture = replies[2].Text.Split("](")[1].TrimEnd(')');
        (await _client.FileAsync(picture, Cancel)).ShouldBe(Png);
    }

    private static async Task ReadyAsync(ServiceProcess gateway)
    {
        await gateway.ShowsAsync("Press Ctrl+C to stop.", Cancel);
        await gateway.ShowsAsync("MCP server peer is connected", Cancel);
    }

    private ServiceProcess Start(string service, string broker, TestPostgres database) => ServiceProcess.Start(
        $"PicoClaw.{service}",
        $"PicoClaw.{service}",
        [],
        [
            .. _home.Environment,
            new("PICOCLAW_BROKER", broker),
            new("PICOCLAW_STORE", database.Address),
            new("ASPNETCORE_URLS", $"http://127.0.0.1:{TestHome.FreePort()}"),
        ]);

    private async Task<IReadOnlyList<Reply>> RepliesAsync()
    {
        while (true)
        {
            if (await _client.RepliesAsync(Cancel) is { Count: >= 3 } replies)
            {
                return replies;
            }

            await Task.Delay(50, Cancel);
        }
    }

    private async Task CountAsync(string what, int count = 1)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "store", "egress.db")};Pooling=False");
        await connection.OpenAsync(Cancel);
        for (long found = 0; found < count; await Task.Delay(50, Cancel))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM {what}";
            found = (long)(await command.ExecuteScalarAsync(Cancel))!;
            found.ShouldBeLessThanOrEqualTo(count);
        }
    }
}
