using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Models;

public sealed class ModelTests
{
    private const string Path = "/v1/chat/completions";

    [Fact]
    public async Task Complete_History_IsEchoedBack()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.PostTextAsync(Path, """
            {"model":"demo","messages":[{"role":"system","content":"s"},{"role":"user","content":"my name is Li"},{"role":"assistant","content":"hi"},
             {"role":"user","content":[{"type":"text","text":"I live "},{"type":"text","text":"in Xi'an"}]},{"role":"user","content":"who am I?"}]}
            """);

        answer.Status.ShouldBe(200);
        var json = answer.Json;
        ((string)json["object"]!, (string)json["model"]!).ShouldBe(("chat.completion", "demo"));
        var choice = json["choices"]![0]!;
        ((string)choice["message"]!["role"]!, (string)choice["finish_reason"]!).ShouldBe(("assistant", "stop"));
        ((string)choice["message"]!["content"]!).ShouldBe("You said: who am I?\nEarlier you said: my name is Li | I live in Xi'an");
        var usage = json["usage"]!;
        ((int)usage["prompt_tokens"]!).ShouldBeGreaterThan(0);
        ((int)usage["total_tokens"]!).ShouldBe((int)usage["prompt_tokens"]! + (int)usage["completion_tokens"]!);
    }

    [Fact]
    public async Task Complete_FirstMessage_HasNoEarlierLine()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.PostTextAsync(Path, """{"model":"demo","messages":[{"role":"user","content":"你好"}]}""");

        ((string)answer.Json["choices"]![0]!["message"]!["content"]!).ShouldBe("You said: 你好");
    }

    [Fact]
    public async Task Complete_Stream_ChunksMakeTheSameAnswer()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.PostTextAsync(
            Path,
            """{"model":"demo","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"one two  three four five six"}]}""");

        var events = answer.Body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        events[^1].ShouldBe("data: [DONE]");
        var chunks = events[..^1].Select(one => JsonNode.Parse(one["data: ".Length..])!).ToList();
        chunks.ShouldAllBe(chunk => (string)chunk["object"]! == "chat.completion.chunk");
        var choices = chunks.SelectMany(chunk => chunk["choices"]!.AsArray()).ToList();
        string.Concat(choices.Select(choice => (string?)choice!["delta"]!["content"])).ShouldBe("You said: one two  three four five six");
        ((string)choices[0]!["delta"]!["role"]!, (string)choices[^1]!["finish_reason"]!).ShouldBe(("assistant", "stop"));
        chunks[^1]["choices"]!.AsArray().ShouldBeEmpty();
        ((int)chunks[^1]["usage"]!["completion_tokens"]!).ShouldBeGreaterThan(0);
        choices.Count.ShouldBeGreaterThan(3);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"model":"m"}""")]
    [InlineData("""{"messages":[{"role":"user","content":"x"}]}""")]
    [InlineData("""{"model":"m","messages":[{"role":"system","content":"x"}]}""")]
    [InlineData("""{"model":"m","messages":[7]}""")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"},{"content":"x"}]}""")]
    public async Task Complete_BadRequest_Is400InOpenAisShape(string body)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.PostTextAsync(Path, body);

        answer.Status.ShouldBe(400);
        ((string)answer.Json["error"]!["type"]!).ShouldBe("invalid_request_error");
        ((string)answer.Json["error"]!["message"]!).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Fault_Status_RefusesThatManyTimesAndIsLogged()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.FaultAsync("""{"model":{"status":429,"count":1}}""");
        const string body = """{"model":"demo","messages":[{"role":"user","content":"hi"}]}""";

        var refused = await emulator.PostTextAsync(Path, body);
        (refused.Status, (string)refused.Json["error"]!["type"]!).ShouldBe((429, "rate_limit_error"));
        (await emulator.PostTextAsync(Path, body)).Status.ShouldBe(200);

        var log = (await emulator.GetAsync("/emulator/model")).Json["requests"]!.AsArray();
        log.Select(call => (int)call!["status"]!).ShouldBe([429, 200]);
        ((string)log[1]!["model"]!, (string)log[1]!["messages"]![0]!["content"]!).ShouldBe(("demo", "hi"));
        ((DateTimeOffset)log[1]!["startedAt"]!).ShouldBe(emulator.Time.GetUtcNow());
    }

    [Fact]
    public async Task Fault_Latency_ShowsAsARunningRequest()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.FaultAsync("""{"model":{"latencyMs":5000}}""");
        var asking = emulator.PostTextAsync(Path, """{"model":"demo","messages":[{"role":"user","content":"hi"}]}""");
        JsonArray log;
        do
        {
            log = (await emulator.GetAsync("/emulator/model")).Json["requests"]!.AsArray();
        }
        while (log.Count == 0);
        log[0]!["endedAt"].ShouldBeNull();

        while (!asking.IsCompleted)
        {
            emulator.Time.Advance(TimeSpan.FromSeconds(5));
            await emulator.StatsAsync();
        }

        (await asking).Status.ShouldBe(200);
        (await emulator.GetAsync("/emulator/model")).Json["requests"]![0]!["endedAt"].ShouldNotBeNull();
    }
}
