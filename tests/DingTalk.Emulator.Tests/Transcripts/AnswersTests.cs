using DingTalk.Emulator.Tests.Cards;
using DingTalk.Emulator.Tests.Robot;

namespace DingTalk.Emulator.Tests.Transcripts;

// GET /emulator/answers finds a reply that people see twice.
public sealed class AnswersTests
{
    [Fact]
    public async Task Answers_ACardAndAMessageOfTheSameText_AreOneShownTwice()
    {
        await using var talk = await Talk.StartAsync();
        var bot = new CardBot(talk.Emulator);
        await bot.CreateAsync();
        await bot.DeliverAsync(space: "IM_ROBOT.demo-user");
        await bot.StreamAsync("the answer");
        await talk.SendAsync(Markdown("the answer"));
        await talk.SendAsync(Markdown("something else"));
        (await CountsAsync(talk, "?least=2")).ShouldBeEmpty();

        await bot.StreamAsync("the answer", last: true);

        (await CountsAsync(talk, "?least=2")).ShouldBe(["the answer: 2 card,webhook"]);
        (await CountsAsync(talk, "?text=else")).ShouldBe(["something else: 1 webhook"]);
        (await CountsAsync(talk, $"?conversationId={Uri.EscapeDataString(talk.ConversationId)}")).Count.ShouldBe(2);
        (await CountsAsync(talk, "?conversationId=cidOther")).ShouldBeEmpty();
        (await CountsAsync(talk, "?app=other")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_Failed_IsReadToo()
    {
        await using var talk = await Talk.StartAsync();
        var bot = new CardBot(talk.Emulator);
        await bot.CreateAsync();
        await bot.DeliverAsync(space: "IM_ROBOT.demo-user");

        await bot.StreamAsync("sorry", last: true, error: true);

        (await CountsAsync(talk, "")).ShouldBe(["sorry: 1 card"]);
    }

    [Fact]
    public async Task Answers_Recalled_IsNotShown()
    {
        await using var talk = await Talk.StartAsync();
        var bot = new CardBot(talk.Emulator);
        var sent = await bot.CallAsync(
            HttpMethod.Post, "/v1.0/robot/oToMessages/batchSend",
            """{"robotCode":"dingdemo","userIds":["demo-user"],"msgKey":"sampleText","msgParam":"{\"content\":\"gone\"}"}""");
        (await CountsAsync(talk, "")).ShouldBe(["gone: 1 oto"]);

        await bot.CallAsync(
            HttpMethod.Post, "/v1.0/robot/otoMessages/batchRecall",
            $$"""{"robotCode":"dingdemo","processQueryKeys":["{{sent.Json["processQueryKey"]}}"]}""");

        (await CountsAsync(talk, "")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_LeastNoNumber_IsRefused()
    {
        await using var emulator = await TestEmulator.StartAsync();

        (await emulator.GetAsync("/emulator/answers?least=two")).Status.ShouldBe(400);
    }

    private static string Markdown(string text) => $$"""{"msgtype":"markdown","markdown":{"title":"t","text":"{{text}}"} }""";

    private static async Task<List<string>> CountsAsync(Talk talk, string query)
    {
        var answer = await talk.Emulator.GetAsync($"/emulator/answers{query}");
        answer.Status.ShouldBe(200, answer.Body);
        return [.. answer.Json["answers"]!.AsArray().Select(one => $"{one!["text"]}: {one["count"]} {string.Join(',', one["via"]!.AsArray())}")];
    }
}
