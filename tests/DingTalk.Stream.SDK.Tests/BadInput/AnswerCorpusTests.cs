using System.Net;
using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Protocol;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.BadInput;

public sealed class AnswerCorpusTests
{
    // The client's limit for a body, plus one read.
    private const int MostTaken = (1024 * 1024) + 8192;

    // Succeeds for every call, so only the answer under test can fail.
    private const string AnySuccess =
        """
        {"accessToken":"tok-1-secret-token","expireIn":7200,"errcode":0,"processQueryKey":"k","media_id":"m",
         "downloadUrl":"https://files.test/a","successResult":["k"],"failedResult":{},
         "success":true,"sendStatus":"SUCCESS","result":{"deliverResults":[{"success":true,"carrierId":"c"}]}}
        """;

    public static TheoryData<string> Calls() => [.. ApiCalls.All.Keys];

    public static TheoryData<int> Hooks() => [.. Enumerable.Range(0, PayloadFrames.Webhooks.Length)];

    [Fact]
    public void Corpus_AllBodies_AreDifferent() => BadAnswer.All.DistinctBy(bad => Convert.ToBase64String(bad.Body)).Count().ShouldBe(BadAnswer.All.Count);

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_EverySuccess_Succeeds(string call)
    {
        using var fixture = new RobotFixture(new StubHandler(_ => StubHandler.Json(AnySuccess)));

        await ApiCalls.All[call].Call(fixture.Robot, TestContext.Current.CancellationToken);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_HostileAnswer_EndsAsATypedExceptionAndIsReadInBounds(string call)
    {
        var (make, answers) = ApiCalls.All[call];
        foreach (var (bad, status) in BadAnswer.All.SelectMany(bad => BadAnswer.Statuses.Select(status => (bad, status))))
        {
            var bodies = new List<CountedContent>();
            using var fixture = new RobotFixture(new StubHandler(request =>
            {
                if (!answers(request))
                {
                    return StubHandler.Json(AnySuccess);
                }

                bodies.Add(new CountedContent(bad.Body));
                return new HttpResponseMessage(status) { Content = bodies[^1] };
            }));

            var outcome = await Record.ExceptionAsync(() => make(fixture.Robot, TestContext.Current.CancellationToken));

            var which = $"{call} {(int)status} {Shortened(bad.Name)}";
            var exception = outcome.ShouldNotBeNull(which).ShouldBeAssignableTo<DingTalkException>($"{which}: {outcome}")!;
            exception.Message.Length.ShouldBeLessThan(2_000, which);
            bodies.ShouldAllBe(body => body.Taken <= MostTaken, which);
        }
    }

    [Fact]
    public async Task Call_SuccessWithHalfACharacter_IsRepaired()
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json("""{"processQueryKey":"k\udc00"}"""));

        (await fixture.ToGroupAsync()).ShouldBe("k\uFFFD");
    }

    [Theory]
    [MemberData(nameof(Hooks))]
    public async Task SendBySessionAsync_HostileWebhookOfAMessage_IsNotCalled(int index)
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json("""{"errcode":0}"""));
        var message = BotMessage.Parse(
            Parsed.Frame(System.Text.Encoding.UTF8.GetBytes(Wire.Bot("m", "sessionWebhook", Wire.Quote(PayloadFrames.Webhooks[index])))));
        var target = ReplyTarget.Parse(ReplyTarget.From(message, "robot").Serialize());

        foreach (var webhook in new[] { message.SessionWebhook, target.SessionWebhook }.OfType<Uri>())
        {
            await Should.ThrowAsync<PermanentException>(fixture.Robot.SendBySessionAsync(webhook, RobotFixture.Hello, TestContext.Current.CancellationToken));
        }

        fixture.Handler.Requests.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_PeerEchoesSecretsAnywhere_TheyAreNotRepeated(string call)
    {
        var (make, answers) = ApiCalls.All[call];
        using var fixture = new RobotFixture(new StubHandler(request => answers(request)
            ? StubHandler.Json(
                $$"""
                {"code":"{{RobotFixture.Secret}}","sub_code":"{{RobotFixture.Secret}}",
                 "message":"{{RobotFixture.Secret}}","requestid":"{{RobotFixture.Secret}}"}
                """,
                HttpStatusCode.BadRequest)
            : StubHandler.Json(RobotFixture.TokenAnswer("tok-1-secret-token"))));

        var exception = await Should.ThrowAsync<DingTalkException>(make(fixture.Robot, TestContext.Current.CancellationToken));

        string.Concat(exception, exception.Code, exception.RequestId).ShouldNotContain(RobotFixture.Secret);
    }

    private static string Shortened(string name) => name.Length > 100 ? name[..100] : name;
}
