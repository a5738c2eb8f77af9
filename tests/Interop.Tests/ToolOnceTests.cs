using System.Text.Json.Nodes;
using EndToEnd.Tests.Processes;
using Harness.Emulators;
using Harness.Processes;
using Microsoft.AspNetCore.Http;
using PicoClaw.Agent.Tests.Testing;

namespace Interop.Tests;

/// <summary>Counts a tool's runs by its effect, through the running gateway: it runs once, whatever happens to the answer or the process.</summary>
public sealed class ToolOnceTests : IDisposable
{
    private const int Limit = 120_000;

    private readonly TestHome _home = new();
    private readonly string _file = Path.GetTempFileName();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string[] Runs => File.ReadAllLines(_file);

    public void Dispose()
    {
        _home.Dispose();
        File.Delete(_file);
    }

    [Theory(Timeout = Limit)]
    [InlineData("empty", 1, 4)]
    [InlineData("cut", 1, 4)]
    [InlineData("cut arguments", 1, 4)]
    public async Task Answer_IsNeverWhole_TheToolRanOnceAndTheUserIsTold(string flaw, int runs, int calls)
    {
        await using var model = await ModelService.StartAsync((_, request, response) => !HasToolResult(request)
            ? OpenAiWire.CallAsync(response, request, "append_append", """{"line":"a"}""")
            : BreakAsync(flaw, request, response));
        await using var emulator = await StartAsync(model);
        await using var gateway = await StartGatewayAsync();
        using var client = new EmulatorClient(emulator.Address);

        var said = await client.SayAsync(new { text = "append a", waitSeconds = 60 }, Cancel);

        (Runs.Length, model.Requests.Count).ShouldBe((runs, calls), gateway.Output);
        said.Replies.ShouldHaveSingleItem().Text.ShouldContain("I will not retry on my own");
    }

    [Fact(Timeout = Limit)]
    public async Task Process_IsKilledAfterTheTool_ItRanOnceAndTheUserIsTold()
    {
        var asked = new TaskCompletionSource();
        await using var model = await ModelService.StartAsync(async (number, request, response) =>
        {
            if (!HasToolResult(request))
            {
                await OpenAiWire.CallAsync(response, request, "append_append", """{"line":"a"}""");
                return;
            }

            asked.TrySetResult();
            await (number == 2
                ? Task.Delay(Timeout.Infinite, response.HttpContext.RequestAborted)
                : OpenAiWire.SayAsync(response, request, "done"));
        });
        await using var emulator = await StartAsync(model);
        using var client = new EmulatorClient(emulator.Address);
        Task<Said> said;
        await using (var first = await StartGatewayAsync())
        {
            said = client.SayAsync(new { text = "append a", waitSeconds = 90 }, Cancel);
            await asked.Task.WaitAsync(Cancel);
            await first.KillAsync();
        }

        await using var second = await StartGatewayAsync();

        var reply = (await said).Replies.ShouldHaveSingleItem(second.Output);
        Runs.ShouldBe(["a"]);
        reply.Text.ShouldContain("I will not retry on my own");
    }

    private static bool HasToolResult(ModelRequest request) => (string?)request.Body["messages"]!.AsArray()[^1]!["role"] == "tool";

    private static async Task BreakAsync(string flaw, ModelRequest request, HttpResponse response)
    {
        switch (flaw)
        {
            case "empty":
                await OpenAiWire.SayAsync(response, request, "");
                break;
            case "cut":
                await OpenAiWire.BeginAsync(response, "The line is");
                break;
            default:
                await OpenAiWire.BeginCallAsync(response, "append_append", """{"line":"b""");
                break;
        }
    }

    private async Task<DingTalk.Emulator.EmulatorHost> StartAsync(ModelService model)
    {
        var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        var config = TwoAccounts.Config(emulator);
        config["model_list"] = TestHome.ModelList("main", new Uri(model.Address, "/v1"));
        config["mcp_servers"] = new JsonObject
        {
            ["append"] = new JsonObject
            {
                ["command"] = "node",
                ["args"] = new JsonArray(Path.Combine(AppContext.BaseDirectory, "mcp", "append.mjs")),
                ["env"] = new JsonObject { ["FILE"] = _file },
            },
        };
        _home.Write(config);
        return emulator;
    }

    private async Task<ServiceProcess> StartGatewayAsync()
    {
        var gateway = ServiceProcess.Start("PicoClaw.Gateway", "picoclaw", ["gateway"], _home.Environment);
        await gateway.ShowsAsync("MCP server append is connected", Cancel);
        await gateway.ShowsAsync("Press Ctrl+C to stop.", Cancel);
        return gateway;
    }
}
