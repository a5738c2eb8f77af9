using System.Text.Json.Nodes;
using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Clients;

public sealed class CardTests
{
    private const string Done = """{"success":true,"result":true}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateAndDeliverAsync_Direct_HasTheModelsOfItsSpaceAndItsMentions()
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json("""{"success":true,"result":{"deliverResults":[{"success":true}]}}"""));
        var card = CardSamples.Card with { MentionUserIds = ["u1", "u2"], ReceivesClicks = false };

        var shown = await fixture.Robot.Cards.CreateAndDeliverAsync(card, CardSpace.Direct("u1", "dingdemo"), Token);

        shown.ShouldBe(new CardDelivery(null, null));
        var body = JsonNode.Parse(fixture.Handler.Requests[1].Body)!.AsObject();
        ((string?)body["openSpaceId"]).ShouldBe("dtv1.card//IM_ROBOT.u1");
        body["imRobotOpenDeliverModel"]!.ToJsonString().ShouldBe("""{"robotCode":"dingdemo","spaceType":"IM_ROBOT"}""");
        body["imRobotOpenSpaceModel"].ShouldNotBeNull();
        body.ContainsKey("imGroupOpenDeliverModel").ShouldBeFalse();
        body.ContainsKey("callbackType").ShouldBeFalse();
        body["cardAtUserIds"]!.AsArray().Select(id => (string?)id).ShouldBe(["u1", "u2"]);
    }

    [Theory]
    [InlineData("""{"success":true,"result":{"deliverResults":[{"success":false,"errorMsg":"spaceId is illegal"}]}}""", "spaceId is illegal")]
    [InlineData("""{"success":true,"result":[{"success":false}]}""", "DingTalk gives no reason.")]
    [InlineData("""{"success":true,"result":{"deliverResults":[]}}""", "DingTalk names no place in which the card is shown.")]
    public async Task DeliverAsync_ShownToNobody_SaysWhy(string answer, string reason)
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json(answer));

        var shown = await fixture.Robot.Cards.DeliverAsync("trk-1", CardSamples.Space, Token);

        (shown.IsShown, shown.Error).ShouldBe((false, reason));
    }

    [Theory]
    [InlineData("""{"success":true,"result":true}""")]
    [InlineData("""{"success":true}""")]
    [InlineData("""{"success":false,"result":[]}""")]
    public async Task DeliverAsync_AnswerWithoutItsResult_IsAnUnknownOutcome(string answer)
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json(answer));

        await Should.ThrowAsync<UnknownOutcomeException>(fixture.Robot.Cards.DeliverAsync("trk-1", CardSamples.Space, Token));
    }

    [Fact]
    public async Task CreateAsync_Again_IsToldApart()
    {
        using var fixture = new RobotFixture(
            _ => StubHandler.Json($$"""{"code":"{{CardClient.AlreadyExists}}","message":"x"}""", System.Net.HttpStatusCode.BadRequest));

        (await Should.ThrowAsync<PermanentException>(fixture.Robot.Cards.CreateAsync(CardSamples.Card, Token))).Code.ShouldBe(CardClient.AlreadyExists);
    }

    [Fact]
    public async Task StreamAsync_LastFrame_FinishesTheCard()
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json(Done));

        await fixture.Robot.Cards.StreamAsync("trk-1", CardSamples.Frame with { IsFinal = true, IsError = true }, Token);

        var request = fixture.Handler.Requests[1];
        (request.Method, request.Token).ShouldBe(("PUT", "tok-1-secret-token"));
        request.Body.ShouldContain("\"isFull\":true,\"isFinalize\":true,\"isError\":true");
    }

    [Fact]
    public async Task UpdateAsync_TokenRefused_IsRepeatedWithANewOne()
    {
        var refusals = 1;
        using var fixture = new RobotFixture(_ => refusals-- > 0
            ? StubHandler.Json("""{"code":"InvalidAuthentication","message":"x"}""", System.Net.HttpStatusCode.BadRequest)
            : StubHandler.Json(Done));

        await fixture.Robot.Cards.UpdateAsync("trk-1", CardSamples.Card.Variables, Token);

        fixture.Handler.Requests.Count(request => request.Method == "PUT").ShouldBe(2);
    }

    [Fact]
    public void ToString_CardAndFrame_KeepTheirTextToThemselves()
    {
        (CardSamples.Card with { Variables = new Dictionary<string, string> { ["content"] = "private" } }).ToString().ShouldNotContain("private");
        (CardSamples.Frame with { Content = "private" }).ToString().ShouldNotContain("private");
    }
}
