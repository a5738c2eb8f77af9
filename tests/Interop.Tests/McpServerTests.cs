using System.Text.Json.Nodes;
using EndToEnd.Tests.Processes;
using Harness.Emulators;
using Harness.Processes;
using PicoClaw.Agent.Tests.Testing;

namespace Interop.Tests;

// From DingTalk through the running gateway to a model that calls a tool of the official server, and back.
public sealed class McpServerTests : IClassFixture<EverythingServer>
{
    private const int Limit = 120_000;
    private const string Sum = "everything_get-sum";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public Task Program_ItsToolIsCalledAndTheUserIsAnswered() =>
        RoundTripAsync(new JsonObject { ["command"] = "node", ["args"] = new JsonArray(EverythingServer.Script) });

    [Fact(Timeout = Limit)]
    public async Task Address_ItsToolIsCalledAndTheUserIsAnswered()
    {
        var (program, address) = await EverythingServer.StartAsync(Cancel);
        await using var running = program;

        await RoundTripAsync(new JsonObject { ["url"] = address.ToString() });
    }

    private static async Task RoundTripAsync(JsonObject server)
    {
        await using var model = await ModelService.StartAsync((number, request, response) => number == 1
            ? OpenAiWire.CallAsync(response, request, Sum, """{"a":19,"b":23}""")
            : OpenAiWire.SayAsync(response, request, $"I was told: {request.LastText}"));
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        using var home = new TestHome();
        var config = TwoAccounts.Config(emulator);
        config["model_list"] = TestHome.ModelList("main", new Uri(model.Address, "/v1"));
        config["mcp_servers"] = new JsonObject { ["everything"] = server };
        home.Write(config);
        await using var gateway = ServiceProcess.Start("PicoClaw.Gateway", "picoclaw", ["gateway"], home.Environment);
        await gateway.ShowsAsync("MCP server everything is connected", Cancel);
        await gateway.ShowsAsync("Press Ctrl+C to stop.", Cancel);
        using var client = new EmulatorClient(emulator.Address);

        var said = await client.SayAsync(new { text = "what is 19 + 23?", waitSeconds = 60 }, Cancel);

        said.Replies.ShouldHaveSingleItem(gateway.Output).Text.ShouldContain("I was told: The sum of 19 and 23 is 42.");
        var asked = await model.Requests.ReadAsync(Cancel);
        asked.Body["tools"]!.AsArray().Select(tool => (string)tool!["function"]!["name"]!).ShouldContain("everything_echo");
        var told = await model.Requests.ReadAsync(Cancel);
        ((string?)told.Body["messages"]!.AsArray()[^1]!["role"], told.LastText).ShouldBe(("tool", "The sum of 19 and 23 is 42."));
    }
}
