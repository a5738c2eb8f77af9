using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Clients;

public sealed class RecallTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RecallFromGroupAsync_PartialFailure_ListsBoth()
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json("""{"successResult":["pqk-1"],"failedResult":{"pqk-2":"too late"}}"""));

        var result = await fixture.Robot.RecallFromGroupAsync("dingdemo", "cidA==", ["pqk-1", "pqk-2"], Token);

        result.Recalled.ShouldBe(["pqk-1"]);
        result.Failed.ShouldBe(new Dictionary<string, string> { ["pqk-2"] = "too late" });
        var request = fixture.Handler.Requests[1];
        request.Address.ShouldBe(new Uri("https://api.dingtalk.com/v1.0/robot/groupMessages/recall"));
        request.Body.ShouldBe("""{"openConversationId":"cidA==","robotCode":"dingdemo","processQueryKeys":["pqk-1","pqk-2"]}""");
        request.Token.ShouldBe("tok-1-secret-token");
    }

    [Fact]
    public async Task RecallFromUsersAsync_Keys_GoToTheLowerCaseAddress()
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json("""{"successResult":["pqk-1"],"failedResult":{}}"""));

        var result = await fixture.Robot.RecallFromUsersAsync("dingdemo", ["pqk-1"], Token);

        result.Failed.ShouldBeEmpty();
        fixture.Handler.Requests[1].Address.ShouldBe(new Uri("https://api.dingtalk.com/v1.0/robot/otoMessages/batchRecall"));
        fixture.Handler.Requests[1].Body.ShouldBe("""{"robotCode":"dingdemo","processQueryKeys":["pqk-1"]}""");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(21)]
    public async Task Recall_NoneOrTooMany_IsRefusedBeforeAnyCall(int count)
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json("{}"));

        await Should.ThrowAsync<ArgumentOutOfRangeException>(
            fixture.Robot.RecallFromUsersAsync("r", [.. Enumerable.Repeat("k", count)], Token));

        fixture.Handler.Requests.ShouldBeEmpty();
    }
}
