using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EndToEnd.Tests.Processes;
using EndToEnd.Tests.Traffic;
using Harness.Processes;

namespace EndToEnd.Tests;

/// <summary>No log level shows a secret.</summary>
public sealed class LogSecretsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Gateway_EverythingLogged_ShowsNoSecretAndNoTrace()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        var config = TwoAccounts.WithModel(TwoAccounts.Config(emulator), emulator);
        config["model_list"]![0]!["api_keys"] = "key-of-the-model";
        home.Write(config);
        string[] categories = ["Default", "Microsoft", "System", "MassTransit", "PicoClaw", "DingTalk"];
        var levels = categories.Select(category => KeyValuePair.Create($"Logging__LogLevel__{category}", "Trace"));
        await using var gateway = ServiceProcess.Start("PicoClaw.Gateway", "picoclaw", ["gateway"], home.Environment.Concat(levels));
        await gateway.ShowsAsync("Press Ctrl+C to stop.", Cancel);
        using var client = new EmulatorClient(emulator.Address);

        (await client.SayAsync(new { text = "by webhook" }, Cancel)).Replies.ShouldHaveSingleItem();
        await client.FaultAsync(new { expireSessions = true, count = 1 }, Cancel);
        (await client.SayAsync(new { text = "by OpenAPI" }, Cancel)).Replies.ShouldHaveSingleItem();
        gateway.Terminate();
        await gateway.ExitCodeAsync(Cancel);

        gateway.Output.ShouldContain("dbug: ");
        foreach (var secret in new[] { "secret-of-dingacme", "key-of-the-model", "session=", "ticket=", "access_token=", "Bearer ", await AccessTokenAsync(emulator.Address) })
        {
            gateway.Output.ShouldNotContain(secret);
        }

        gateway.Output.ShouldNotContain("   at ");
    }

    // The emulator gives an app the same token until it ends.
    private static async Task<string> AccessTokenAsync(Uri emulator)
    {
        using var http = new HttpClient { BaseAddress = emulator };
        using var answer = await http.PostAsJsonAsync("/v1.0/oauth2/accessToken", new { appKey = "dingacme", appSecret = "secret-of-dingacme" }, Cancel);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel))!["accessToken"]!.GetValue<string>();
    }
}
