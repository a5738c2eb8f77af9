using System.Text.Json.Nodes;
using DingTalk.Emulator.Tests.Robot;
using PicoClaw.Tests.Golden;

namespace DingTalk.Emulator.Tests.Golden;

// tests/golden/answers: the emulator's HTTP answers, shared with the clients' tests.
public sealed class GoldenAnswerTests
{
    public static TheoryData<string> Names() => [.. GoldenFiles.Names("answers")];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Call_Made_GetsTheGoldenAnswer(string name)
    {
        var golden = GoldenFiles.Read("answers", name);
        await using var talk = await Talk.StartAsync(options => options.ReceiptDelay = TimeSpan.Zero);
        var answer = await GoldenCall.MakeAsync(talk, golden);

        answer.Status.ShouldBe((int)golden["status"]!, answer.Body);
        var (got, expected) = (answer.Json, golden["answer"]!);
        foreach (var example in golden["examples"]!.AsArray().Select(one => (string)one!))
        {
            // Present and of the same kind, but different in each run or in wording.
            var found = At(got, example).ShouldNotBeNull(example);
            found.GetValueKind().ShouldBe(At(expected, example)!.GetValueKind(), example);
            found.ReplaceWith(At(expected, example)!.DeepClone());
        }

        JsonNode.DeepEquals(got, expected).ShouldBeTrue($"answered:\n{got.ToJsonString()}\ngolden:\n{expected.ToJsonString()}");
    }

    // A path in the answer, such as result.deliverResults.0.carrierId.
    private static JsonNode? At(JsonNode node, string path) =>
        path.Split('.').Aggregate((JsonNode?)node, (inner, name) => inner is JsonArray list ? list[int.Parse(name)] : inner?[name]);
}
