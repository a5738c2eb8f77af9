using System.Text.Json.Nodes;
using PicoClaw.Tests.Golden;

namespace DingTalk.Emulator.Tests.Golden;

// tests/golden/frames: the emulator's frames, shared with the clients' tests.
public sealed class GoldenFrameTests
{
    // These differ in each run; the golden files hold examples.
    private static readonly string[] OwnHeaders = ["connectionId", "messageId"];
    private static readonly string[] OwnData = ["msgId", "sessionWebhook", "opaque"];

    public static TheoryData<string> Names() => [.. GoldenFiles.Names("frames")];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Frame_Provoked_IsTheGoldenOne(string name)
    {
        var golden = GoldenFiles.Read("frames", name);
        var expected = golden["frame"]!;

        await using var provoked = await Provocation.StartAsync(golden);

        var sent = provoked.Sent;
        ShouldBeFilled(Headers(sent), Headers(expected), OwnHeaders);
        var (sentData, expectedData) = (TestBot.Data(sent), TestBot.Data(expected));
        ShouldBeFilled(sentData, expectedData, OwnData);
        JsonNode.DeepEquals(sentData, expectedData)
            .ShouldBeTrue($"sent:\n{sentData.ToJsonString()}\ngolden:\n{expectedData.ToJsonString()}");
        sent["data"] = (string)expected["data"]!;
        JsonNode.DeepEquals(sent, expected).ShouldBeTrue($"sent:\n{sent.ToJsonString()}\ngolden:\n{expected.ToJsonString()}");
    }

    private static JsonNode Headers(JsonNode frame) => (frame["headers"] ?? frame["header"])!;

    // Present in both, they count as equal.
    private static void ShouldBeFilled(JsonNode sent, JsonNode expected, string[] names)
    {
        foreach (var name in names.Where(name => expected[name] is not null))
        {
            ((string?)sent[name]).ShouldNotBeNullOrEmpty(name);
            sent[name] = (string)expected[name]!;
        }
    }
}
