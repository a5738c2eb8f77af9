using System.Text;
using System.Text.Json.Nodes;
using DingTalk.Emulator.Tests.Robot;

namespace DingTalk.Emulator.Tests.Golden;

// tests/golden/answers: what the emulator answers over HTTP, shared with the tests of clients.
public sealed class GoldenAnswerTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "golden", "answers");

    public static TheoryData<string> Names() => [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Call_Made_GetsTheGoldenAnswer(string name)
    {
        var golden = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, $"{name}.json"), TestEmulator.Stop))!;
        await using var talk = await Talk.StartAsync();
        foreach (var before in golden["before"]?.AsArray() ?? [])
        {
            (await talk.Emulator.PostAsync((string)before!["path"]!, before["body"]!)).Status.ShouldBe(200);
        }

        var answer = await CallAsync(talk, golden["call"]!);

        answer.Status.ShouldBe((int)golden["status"]!, answer.Body);
        var (got, expected) = (answer.Json, golden["answer"]!);
        foreach (var example in golden["examples"]!.AsArray().Select(one => (string)one!))
        {
            // Differs from run to run or in its wording, but is there and of the same kind.
            got[example].ShouldNotBeNull(example).GetValueKind().ShouldBe(expected[example]!.GetValueKind(), example);
            got[example] = expected[example]!.DeepClone();
        }

        JsonNode.DeepEquals(got, expected).ShouldBeTrue($"answered:\n{got.ToJsonString()}\ngolden:\n{expected.ToJsonString()}");
    }

    private static async Task<Answer> CallAsync(Talk talk, JsonNode call)
    {
        var token = await talk.Emulator.TokenAsync();
        string Fill(string text) => text.Replace("{token}", token, StringComparison.Ordinal).Replace("{webhook}", talk.Webhook, StringComparison.Ordinal);
        using var body = call["body"] is { } given ? new StringContent(given.ToJsonString(), Encoding.UTF8, "application/json") : null;
        var headers = (call["headers"] as JsonObject ?? []).Select(header => (header.Key, Fill((string)header.Value!)));
        return await talk.Emulator.SendAsync(new HttpMethod((string)call["method"]!), Fill((string)call["path"]!), body, [.. headers]);
    }
}
