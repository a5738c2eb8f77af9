using System.Text.Json.Nodes;
using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Protocol;
using DingTalk.Stream.Tests.Support;
using PicoClaw.Tests.Golden;

namespace DingTalk.Stream.Tests.Golden;

// The clients' HTTP requests; the emulator's tests use the same files.
public sealed class GoldenRequestTests
{
    private const string Secret = "demo-secret";
    private const string Group = "cidQ2dEMo1VabCdEfGh0123456789==";

    private static readonly Uri Target = new("https://e.test");
    private static readonly ActionCardMessage Pick = new(
        "Pick", "body md", [new("Yes", new("https://e.test/y")), new("No", new("https://e.test/n"))]);

    private static readonly Dictionary<string, Func<RobotClient, CancellationToken, Task>> Calls = new()
    {
        ["token"] = (robot, token) => robot.SendToGroupAsync("dingdemo", Group, RobotMessage.Text("hi"), token),
        ["webhook-text"] = Hook(new TextMessage("done @0123456789", ["0123456789"])),
        ["webhook-text-all"] = Hook(new TextMessage("done", []) { AtMobiles = ["13800000000"], AtAll = true }),
        ["webhook-markdown"] = Hook(new MarkdownMessage("Result", "### ok\n\n@0123456789 done", ["0123456789"])),
        ["webhook-link"] = Hook(new LinkMessage("t", "d", Target, new Uri("https://e.test/p.png"))),
        ["webhook-actionCard-single"] = Hook(new ActionCardMessage("One", "md", [new("Open", Target)])),
        ["webhook-actionCard"] = Hook(Pick),
        ["webhook-actionCard-side-by-side"] = Hook(Pick with { SideBySide = true }),
        ["webhook-feedCard"] = Hook(new FeedCardMessage(
            [new("A", new("https://e.test/a"), new("https://e.test/a.png")), new("B", new("https://e.test/b"), new("https://e.test/b.png"))])),
        ["oto-sampleText"] = Oto(RobotMessage.Text("hi")),
        ["oto-sampleMarkdown"] = Oto(new MarkdownMessage("Hi", "**ok**", [])),
        ["oto-sampleImageMsg"] = Oto(RobotMessage.Image("@lADemo")),
        ["oto-sampleLink"] = Oto(RobotMessage.Link(new LinkMessage("t", "d", Target, new Uri("https://e.test/p.png")))),
        ["oto-sampleActionCard"] = Oto(RobotMessage.ActionCard(new ActionCardMessage("t", "b", [new("Open", Target)]))),
        ["oto-sampleActionCard2"] = Oto(RobotMessage.ActionCard(Card(2))),
        ["oto-sampleActionCard3"] = Oto(RobotMessage.ActionCard(Card(3))),
        ["oto-sampleActionCard4"] = Oto(RobotMessage.ActionCard(Card(4))),
        ["oto-sampleActionCard5"] = Oto(RobotMessage.ActionCard(Card(5))),
        ["oto-sampleActionCard6"] = Oto(RobotMessage.ActionCard(Card(2) with { SideBySide = true })),
        ["oto-sampleAudio"] = Oto(RobotMessage.Audio("@lADemo", TimeSpan.FromSeconds(2))),
        ["oto-sampleFile"] = Oto(RobotMessage.File("@lADemo", "plan.pdf", "pdf")),
        ["oto-sampleVideo"] = Oto(RobotMessage.Video("@lADemo", "@lACover", TimeSpan.FromSeconds(5), 320, 240)),
        ["group"] = (robot, token) => robot.SendToGroupAsync("dingdemo", Group, RobotMessage.Text("hi"), token),
        ["recall-group"] = (robot, token) => robot.RecallFromGroupAsync("dingdemo", Group, ["pqk-1"], token),
        ["recall-oto"] = (robot, token) => robot.RecallFromUsersAsync("dingdemo", ["pqk-1"], token),
        ["receipts-oto"] = (robot, token) => robot.Receipts.OfUsersAsync("dingdemo", "pqk-1", token),
        ["receipts-group"] = (robot, token) => robot.Receipts.OfGroupAsync("dingdemo", Group, "pqk-1", null, token),
        ["card-create"] = (robot, token) => robot.Cards.CreateAsync(CardSamples.Card, token),
        ["card-createAndDeliver"] = (robot, token) => robot.Cards.CreateAndDeliverAsync(CardSamples.Card, CardSamples.Space, token),
        ["card-deliver"] = (robot, token) => robot.Cards.DeliverAsync("trk-1", CardSamples.Space, token),
        ["card-update"] = (robot, token) => robot.Cards.UpdateAsync("trk-1", new Dictionary<string, string> { ["flowStatus"] = "2" }, token),
        ["card-streaming"] = (robot, token) => robot.Cards.StreamAsync("trk-1", CardSamples.Frame, token),
        ["emotion-reply"] = (robot, token) => robot.Reactions.AddAsync(RobotFixture.Thinking, token),
        ["emotion-recall"] = (robot, token) => robot.Reactions.RecallAsync(RobotFixture.Thinking, token),
        ["media-download"] = (robot, token) => robot.Media.DownloadAsync("dingdemo", "dcB", System.IO.Stream.Null, token),
        ["media-upload"] = (robot, token) => robot.Media.UploadAsync(MediaKind.Image, "a.png", "bytes"u8.ToArray(), token),
    };

    public static TheoryData<string> Names() => [.. GoldenFiles.Names("requests").Where(name => name != "open")];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Call_Made_SendsTheGoldenRequest(string name)
    {
        Calls.ShouldContainKey(name, "no call: say what must send the request");
        var call = GoldenFiles.Read("requests", name)["call"]!;
        using var handler = new StubHandler(_ => StubHandler.Json(
            """
            {"accessToken":"tok-1","expireIn":7200,"errcode":0,"processQueryKey":"k","media_id":"m",
             "downloadUrl":"https://files.test/a","successResult":[],
             "success":true,"sendStatus":"SUCCESS","result":{"deliverResults":[]}}
            """));
        using var http = new HttpClient(handler);
        var robot = new RobotClient(
            new DingTalkApiOptions { ClientId = "dingdemo", ClientSecret = Secret },
            http,
            TimeProvider.System,
            new Microsoft.Extensions.Logging.Testing.FakeLogger<RobotClient>());

        await Calls[name](robot, TestContext.Current.CancellationToken);

        var sent = handler.Requests.First(request => request.IsTokenCall == (name == "token"));
        string Filled(string text) =>
            text.Replace("{token}", "tok-1", StringComparison.Ordinal).Replace("{key}", "pqk-1", StringComparison.Ordinal)
                .Replace("{webhook}", RobotFixture.Webhook.PathAndQuery, StringComparison.Ordinal);
        (sent.Method, sent.Address.PathAndQuery).ShouldBe(((string)call["method"]!, Filled((string)call["path"]!)));
        sent.Token.ShouldBe(call["headers"]!["x-acs-dingtalk-access-token"] is { } token ? Filled((string)token!) : null);
        if ((string?)call["form"] is { } form)
        {
            var boundary = sent.ContentType!["multipart/form-data; boundary=".Length..];
            sent.Body.ShouldBe(form.Replace("{boundary}", boundary, StringComparison.Ordinal));
        }
        else if (call["body"] is { } body)
        {
            sent.ContentType.ShouldBe("application/json; charset=utf-8");
            JsonNode.DeepEquals(JsonNode.Parse(sent.Body), JsonNode.Parse(Filled(body.ToJsonString()))).ShouldBeTrue(sent.Body);
        }
        else
        {
            (sent.ContentType, sent.Body).ShouldBe((null, ""));
        }
    }

    [Fact]
    public async Task RunAsync_AllHandlers_SendsTheGoldenRequest()
    {
        await using var fixture = await ClientFixture.CreateAsync(options =>
        {
            (options.ClientSecret, options.UserAgent) = (Secret, "golden-dotnet/1.0.0");
            return options;
        });
        fixture.Client.OnBotMessage(Handle.Ok)
            .OnEvent((_, _) => new(EventOutcome.Success)).OnCardCallback((_, _) => new((CardUpdate?)null));

        await fixture.RunAndLinkAsync();

        var (sent, call) = (await fixture.Server.CallAsync(), GoldenFiles.Read("requests", "open")["call"]!);
        sent.Accept.ShouldBe((string)call["headers"]!["Accept"]!);
        JsonNode.DeepEquals(JsonNode.Parse(sent.Body), call["body"]).ShouldBeTrue(sent.Body);
    }

    [Fact]
    public void Calls_All_HaveTheirFile() =>
        Calls.Keys.Append("open").Order(StringComparer.Ordinal).ShouldBe(GoldenFiles.Names("requests"));

    private static Func<RobotClient, CancellationToken, Task> Hook(SessionMessage message) =>
        (robot, token) => robot.SendBySessionAsync(RobotFixture.Webhook, message, token);

    private static Func<RobotClient, CancellationToken, Task> Oto(RobotMessage message) =>
        (robot, token) => robot.SendToUsersAsync("dingdemo", ["0123456789"], message, token);

    private static ActionCardMessage Card(int buttons) =>
        new("t", "b", [.. Enumerable.Range(1, buttons).Select(n => new ActionCardButton($"b{n}", new Uri($"https://e.test/{n}")))]);
}
