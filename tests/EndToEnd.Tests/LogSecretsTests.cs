using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EndToEnd.Tests.Processes;
using Harness.Emulators;
using Harness.Processes;

namespace EndToEnd.Tests;

/// <summary>No log level shows a secret.</summary>
public sealed class LogSecretsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Gateway_EverythingLogged_ShowsNoSecretAndNoTrace()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        var config = TwoAccounts.WithModel(TwoAccounts.Config(emulator), emulator);
        config["model_list"]![0]!["api_keys"] = "key-of-the-model";
        home.Write(config);
        string[] categories = ["Default", "Microsoft", "System", "MassTransit", "PicoClaw", "DingTalk"];
        await using var gateway = Gateway.StartWith(home, categories.Select(category => ($"Logging__LogLevel__{category}", "Trace")));
        await gateway.ShowsAsync("Press Ctrl+C to stop.", Cancel);
        using var client = new EmulatorClient(emulator.Address);

        (await client.SayAsync(new { text = "by webhook", waitSeconds = 120 }, Cancel)).Replies.ShouldHaveSingleItem();
        await client.FaultAsync(new { expireSessions = true, count = 1 }, Cancel);
        (await client.SayAsync(new { text = "by OpenAPI", waitSeconds = 120 }, Cancel)).Replies.ShouldHaveSingleItem();
        gateway.Terminate();
        await gateway.ExitCodeAsync(Cancel);

        gateway.Output.ShouldContain("dbug: ");
        var token = await AccessTokenAsync(emulator.Address);
        foreach (var secret in new[] { "secret-of-dingacme", "key-of-the-model", "session=", "ticket=", "access_token=", "Bearer ", token })
        {
            gateway.Output.ShouldNotContain(secret);
        }

        gateway.Output.ShouldNotContain("   at ");
    }

    // The emulator gives an app the same token until the token expires.
    private static async Task<string> AccessTokenAsync(Uri emulator)
    {
        using var http = new HttpClient { BaseAddress = emulator };
        var app = new { appKey = "dingacme", appSecret = "secret-of-dingacme" };
        using var answer = await http.PostAsJsonAsync("/v1.0/oauth2/accessToken", app, Cancel);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel))!["accessToken"]!.GetValue<string>();
    }
}
