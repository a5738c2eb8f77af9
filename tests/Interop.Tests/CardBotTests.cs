using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator;

namespace Interop.Tests;

// The sample, as a newcomer starts it.
public sealed class CardBotTests
{
    private const int Limit = 120_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "CardBot.dll");

    [Theory(Timeout = Limit)]
    [InlineData("1", null)]
    [InlineData("2", "cidOps==")]
    public async Task Message_IsRepeatedOnACardThatIsFinished(string type, string? group)
    {
        await using var emulator = await EmulatorHost.StartAsync(
            new EmulatorOptions { Url = "http://127.0.0.1:0" }, ct: TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = emulator.Address, Timeout = Patience };
        await using var bot = Tool.Start(
            "dotnet", AppContext.BaseDirectory, [Program],
            ("DINGTALK_CLIENT_ID", "dingdemo"), ("DINGTALK_CLIENT_SECRET", "demo-secret"), ("DINGTALK_CARD_TEMPLATE", "demo.schema"),
            ("DINGTALK_API_BASE", emulator.Address.ToString()));

        var said = new { text = "turn the light on", senderNick = "张伟", conversationType = type, conversationId = group, waitSeconds = 50 };
        using var response = await http.PostAsJsonAsync("/emulator/say", said, TestContext.Current.CancellationToken);

        var answer = (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
        var reply = answer["replies"]!.AsArray().ShouldHaveSingleItem(bot.Output)!;
        ((string)reply["text"]!).ShouldBe("张伟 said: turn the light on");
        ((bool)reply["card"]!["finalized"]!).ShouldBeTrue();
        ((int)reply["card"]!["updates"]!).ShouldBe(6);
    }

    [Fact(Timeout = Limit)]
    public async Task Start_TemplateMissing_SaysInOneLineWhatToSet()
    {
        var (code, output) = await Tool.EndAsync(
            "dotnet", AppContext.BaseDirectory, [Program], Patience,
            ("DINGTALK_CLIENT_ID", "dingdemo"), ("DINGTALK_CLIENT_SECRET", "demo-secret"), ("DINGTALK_CARD_TEMPLATE", ""));

        code.ShouldBe(1);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ShouldHaveSingleItem(output)
            .ShouldStartWith("Set DINGTALK_CARD_TEMPLATE: ");
    }
}
