using DingTalk.Emulator.Tests.Robot;
using PicoClaw.Tests.Golden;

namespace DingTalk.Emulator.Tests.Golden;

// tests/golden/requests: our client's HTTP requests, exact except for the order of fields; the client's tests check them.
public sealed class GoldenRequestTests
{
    public static TheoryData<string> Names() => [.. GoldenFiles.Names("requests")];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Request_OfOurClient_IsAccepted(string name)
    {
        var golden = GoldenFiles.Read("requests", name);
        await using var talk = await Talk.StartAsync(options => options.ReceiptDelay = TimeSpan.Zero);

        var answer = await GoldenCall.MakeAsync(talk, golden);

        answer.Status.ShouldBe(200, answer.Body);
        answer.Json.AsObject().Select(field => field.Key)
            .ShouldBe(golden["answer"]!.AsArray().Select(field => (string)field!), ignoreOrder: true);
        ((int?)answer.Json["errcode"] ?? 0).ShouldBe(0, answer.Body);
    }
}
