using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator;

namespace Interop.Tests;

// The sample, as a newcomer starts it.
public sealed class EchoBotTests
{
    private const int Limit = 120_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "EchoBot.dll");

    [Theory(Timeout = Limit)]
    [InlineData("", "", "Set DINGTALK_CLIENT_ID and DINGTALK_CLIENT_SECRET: ")]
    [InlineData("dingdemo", "", "Set DINGTALK_CLIENT_SECRET: ")]
    [InlineData(" ", "demo-secret", "Set DINGTALK_CLIENT_ID: ")]
    public async Task Start_VariablesMissing_SaysInOneLineWhatToSet(string id, string secret, string said)
    {
        var (code, output) = await Tool.EndAsync(
            "dotnet", AppContext.BaseDirectory, [Program], Patience, ("DINGTALK_CLIENT_ID", id), ("DINGTALK_CLIENT_SECRET", secret));

        code.ShouldBe(1);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ShouldHaveSingleItem(output).ShouldStartWith(said);
    }

    [Fact(Timeout = Limit)]
    public async Task Message_IsEchoed()
    {
        await using var emulator = await EmulatorHost.StartAsync(
            new EmulatorOptions { Url = "http://127.0.0.1:0" }, ct: TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = emulator.Address, Timeout = Patience };
        await using var bot = Tool.Start(
            "dotnet", AppContext.BaseDirectory, [Program],
            ("DINGTALK_CLIENT_ID", "dingdemo"), ("DINGTALK_CLIENT_SECRET", "demo-secret"), ("DINGTALK_API_BASE", emulator.Address.ToString()));

        var said = new { text = "hello", senderNick = "张伟", waitSeconds = 50 };
        using var response = await http.PostAsJsonAsync("/emulator/say", said, TestContext.Current.CancellationToken);

        var answer = (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
        ((bool)answer["acked"]!).ShouldBeTrue(bot.Output);
        ((string)answer["replies"]![0]!["text"]!).ShouldBe("张伟 said: hello");
    }
}
