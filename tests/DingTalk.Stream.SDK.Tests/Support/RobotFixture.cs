using DingTalk.Stream.OpenApi;
using Microsoft.Extensions.Logging.Testing;

namespace DingTalk.Stream.Tests.Support;

// A robot client on a stub that always grants a token.
internal sealed class RobotFixture : IDisposable
{
    public const string Secret = "S3cr3t-demo-000";
    public const string Session = "0f0e0d0c0b0a-secret-session";
    public static readonly Uri Webhook = new($"https://oapi.dingtalk.com/robot/sendBySession?session={Session}");
    public static readonly MessageReaction Thinking = new("dingdemo", "cidQ2dEMo1VabCdEfGh0123456789==", "msgA1b2C3d4E5f6G7h8==", "🤔思考中");

    public static readonly MarkdownMessage Hello = new("Hi", "**ok**", []);

    private readonly HttpClient _http;

    public RobotFixture(Func<StubRequest, HttpResponseMessage> answer)
        : this(new StubHandler(request => request.IsTokenCall ? StubHandler.Json(TokenAnswer("tok-1-secret-token")) : answer(request)))
    {
    }

    public RobotFixture(StubHandler handler, Uri? oapi = null, long? maxDownloadBytes = null)
    {
        Handler = handler;
        _http = new HttpClient(handler);
        var options = new DingTalkApiOptions
        {
            ClientId = "dingdemo",
            ClientSecret = Secret,
            OapiBaseAddress = oapi ?? DingTalkHosts.Oapi,
            MaxDownloadBytes = maxDownloadBytes ?? 100 * 1024 * 1024,
        };
        Robot = new RobotClient(options, _http, Clock, Logger);
    }

    public StubHandler Handler { get; }

    public TestClock Clock { get; } = new();

    public FakeLogger<RobotClient> Logger { get; } = new();

    public RobotClient Robot { get; }

    public static string TokenAnswer(string token, int seconds = 7200) => $$"""{"accessToken":"{{token}}","expireIn":{{seconds}}}""";

    public Task<string> ToGroupAsync() => Robot.SendToGroupAsync("robot", "cidA==", Hello, TestContext.Current.CancellationToken);

    public Task ToSessionAsync() => Robot.SendBySessionAsync(Webhook, Hello, TestContext.Current.CancellationToken);

    public void Dispose() => _http.Dispose();
}
