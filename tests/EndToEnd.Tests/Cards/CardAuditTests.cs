using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator;
using Harness.Agents;
using Harness.Cards;
using Harness.Emulators;

namespace EndToEnd.Tests.Cards;

/// <summary>A count that cannot fail proves nothing: each test spoils a good run in one way.</summary>
public sealed class CardAuditTests
{
    private const string Conversation = "cid1==";
    private readonly List<Reply> _replies = [Card(1), Card(2), Message(3)];
    private readonly List<SaidMessage> _said =
        [.. Enumerable.Range(1, 3).Select(number => new SaidMessage(Conversation, $"keep [c1.{number}]", "acked", default))];
    private int _generating;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void GoodRun_Holds()
    {
        _said.Add(new SaidMessage("", "a click", "acked", default));

        var audit = Audit();

        audit.Holds.ShouldBeTrue(audit.ToString());
        (audit.Said, audit.OnCards).ShouldBe((3, 2));
    }

    [Theory]
    [InlineData("processing")]
    [InlineData("inputting")]
    [InlineData("executing")]
    public void CardThatStillGenerates_IsOpen_AndItsAnswerNeverEnded(string state)
    {
        _replies[1] = _replies[1] with { Card = _replies[1].Card! with { State = state } };

        var audit = Audit();

        audit.Holds.ShouldBeFalse();
        audit.Open.ShouldBe([$"track2 {state}"]);
        audit.Unended.ShouldBe([new Token(1, 2)]);
        audit.Missing.ShouldBeEmpty();
    }

    [Fact]
    public void OpenCardBesideTheAnswer_IsOpen()
    {
        _replies.Add(Card(3, "word 1, word 2", "inputting"));

        var audit = Audit();

        audit.Holds.ShouldBeFalse();
        (audit.Open.Count, audit.Unended.Count, audit.Twice.Count).ShouldBe((1, 0, 0));
    }

    [Fact]
    public void CardThatTheStatisticsAloneCount_DoesNotHold()
    {
        _generating = 1;

        Audit().Holds.ShouldBeFalse();
    }

    [Theory]
    [InlineData("word 1, word 2")]
    [InlineData("Sorry, that went wrong.")]
    public void CardThatEndedWithoutTheLastWords_IsNoAnswer(string text)
    {
        _replies[0] = Card(1, text);

        var audit = Audit();

        audit.Holds.ShouldBeFalse();
        audit.Missing.ShouldBe([new Token(1, 1)]);
    }

    [Fact]
    public void CardClosedWithASentence_AndTheAnswerAsAMessage_Holds()
    {
        _replies[0] = Card(1, "The answer follows.");
        _replies.Add(Message(1));

        Audit().Holds.ShouldBeTrue();
    }

    [Fact]
    public void CardThatPeopleCannotLoad_IsNoAnswer()
    {
        _replies[0] = _replies[0] with { Card = _replies[0].Card! with { Foreign = true } };

        Audit().Missing.ShouldBe([new Token(1, 1)]);
    }

    [Fact]
    public void CardAndMessageOfOneAnswer_AreTwice()
    {
        _replies.Add(Message(1));

        var audit = Audit();

        audit.Holds.ShouldBeFalse();
        audit.Twice.ShouldHaveSingleItem().ShouldStartWith("[c1.1]: card");
    }

    [Fact]
    public void TwoCardsOfOneAnswer_AreTwice()
    {
        _replies.Add(Card(1) with { Sequence = 9 });

        Audit().Twice.ShouldHaveSingleItem();
    }

    [Fact]
    public void TwoMessagesOfOneAnswer_AreRepeated_ARecalledOneIsNot()
    {
        _replies.Add(Message(3));
        Audit().Repeated.ShouldHaveSingleItem();

        _replies[^1] = _replies[^1] with { Recalled = true };
        Audit().Repeated.ShouldBeEmpty();
    }

    [Fact(Timeout = 180_000)]
    public async Task Emulator_ACardFromOpenToTwice_IsCountedAtEachStep()
    {
        await using var emulator = await EmulatorHost.StartAsync(new EmulatorOptions { Url = "http://127.0.0.1:0" }, ct: Cancel);
        using var client = new EmulatorClient(emulator.Address);
        using var http = new HttpClient { BaseAddress = emulator.Address };
        using var given = await http.PostAsJsonAsync("/v1.0/oauth2/accessToken", new { appKey = "dingdemo", appSecret = "demo-secret" }, Cancel);
        http.DefaultRequestHeaders.Add("x-acs-dingtalk-access-token", (string)(await given.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["accessToken"]!);
        await client.SayAsync(new { text = "keep [c1.1]", senderStaffId = "user1", replies = 0, waitSeconds = 0 }, Cancel);
        (await client.AuditAsync(Cancel)).Missing.ShouldBe([new Token(1, 1)]);

        await CallAsync(HttpMethod.Post, "/v1.0/card/instances/createAndDeliver", new
        {
            cardTemplateId = "t.schema",
            outTrackId = "track1",
            cardData = new { cardParamMap = new { content = "" } },
            openSpaceId = "dtv1.card//IM_ROBOT.user1",
            imRobotOpenSpaceModel = new { supportForward = true },
            imRobotOpenDeliverModel = new { spaceType = "IM_ROBOT", robotCode = "dingdemo" },
        });
        var open = await client.AuditAsync(Cancel);
        (open.Open.ShouldHaveSingleItem(), open.Generating, open.Missing.Count).ShouldBe(("track1 processing", 1, 1));

        await StreamAsync("heard [c1.1]", last: false);
        (await client.AuditAsync(Cancel)).Unended.ShouldBe([new Token(1, 1)]);

        await StreamAsync("heard [c1.1]", last: true);
        (await client.AuditAsync(Cancel)).Holds.ShouldBeTrue();

        await CallAsync(HttpMethod.Post, "/v1.0/robot/oToMessages/batchSend", new
        {
            robotCode = "dingdemo",
            userIds = new[] { "user1" },
            msgKey = "sampleMarkdown",
            msgParam = """{"title":"t","text":"heard [c1.1]"}""",
        });
        (await client.AuditAsync(Cancel)).Twice.ShouldHaveSingleItem();

        Task StreamAsync(string text, bool last) => CallAsync(
            HttpMethod.Put,
            "/v1.0/card/streaming",
            new { outTrackId = "track1", guid = $"guid-{last}", key = "content", content = text, isFull = true, isFinalize = last });

        async Task CallAsync(HttpMethod method, string path, object body)
        {
            using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
            using var answer = await http.SendAsync(request, Cancel);
            answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Cancel));
        }
    }

    private CardAudit Audit() => CardAudit.Of(new Transcript(_replies) { Pushes = _said }, _generating);

    private static Reply Message(int number) => new(number, "app", Conversation, "markdown", null, $"word 1, word 2, heard [c1.{number}]") { Via = "webhook" };

    private static Reply Card(int number, string? text = null, string state = "finished") => Message(number) with
    {
        Via = "card",
        Text = text ?? Message(number).Text,
        Card = new ShownCard($"track{number}", state, Finalized: state == "finished", Foreign: false, Updates: 3),
    };
}
