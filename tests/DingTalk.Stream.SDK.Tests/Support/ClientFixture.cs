using DingTalk.Stream.Protocol;
using Microsoft.Extensions.Logging.Testing;

namespace DingTalk.Stream.Tests.Support;

// A client on a loopback gateway, with a clock moved by hand and a log to read.
internal sealed class ClientFixture : IAsyncDisposable
{
    public const string Secret = "S3cr3t-demo";

    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _stop = new();

    private ClientFixture(GatewayServer server, Func<DingTalkStreamOptions, DingTalkStreamOptions>? configure)
    {
        Server = server;
        Options = new DingTalkStreamOptions
        {
            ClientId = "dingdemo",
            ClientSecret = Secret,
            ApiBaseAddress = server.Address,
            MaxFrameBytes = 64 * 1024,
            MaxConcurrentHandlers = 4,
            // Different from every other delay, so tests can tell the timers apart.
            DrainTimeout = TimeSpan.FromSeconds(11),
        };
        Options = configure?.Invoke(Options) ?? Options;
        Client = new DingTalkStreamClient(Options, _http, Clock, Logger);
        Client.StatusChanged += status => Statuses.Add(status);
    }

    public GatewayServer Server { get; }

    public DingTalkStreamOptions Options { get; }

    public TestClock Clock { get; } = new();

    public FakeLogger<DingTalkStreamClient> Logger { get; } = new();

    public DingTalkStreamClient Client { get; }

    public StatusTrail Statuses { get; } = new();

    public Task Running { get; private set; } = Task.CompletedTask;

    public IEnumerable<string> Logged => Logger.Collector.GetSnapshot().Select(record => $"{record.Message} {record.Exception}");

    public static async Task<ClientFixture> CreateAsync(Func<DingTalkStreamOptions, DingTalkStreamOptions>? configure = null) =>
        new(await GatewayServer.StartAsync(), configure);

    public ClientFixture OnBot(Func<BotMessage, CancellationToken, ValueTask<HandlerResult>> handler)
    {
        Client.OnBotMessage(handler);
        return this;
    }

    public void Run() => Running = Client.RunAsync(_stop.Token);

    public async Task<ServerLink> RunAndLinkAsync()
    {
        Run();
        return await Server.LinkAsync();
    }

    public void Stop() => _stop.Cancel();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Server.DisposeAsync();
        await Running.Soon();
        await Client.DisposeAsync();
        _http.Dispose();
        _stop.Dispose();
    }
}
