using DingTalk.Stream;
using DingTalk.Stream.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace Interop.Tests.Torture;

// One app's client with delays short enough for a hundred changes of links, and its own pool of HTTP connections.
internal sealed class TortureBot : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private bool _disposed;

    private TortureBot(string app, Uri address, Action<DingTalkStreamOptions>? configure, Func<int, Task> work)
    {
        App = app;
        Inbox = new Inbox(work);
        var options = new DingTalkStreamOptions
        {
            ClientId = app,
            ClientSecret = EmulatorBench.Secret,
            ApiBaseAddress = address,
            MinBackoff = TimeSpan.FromMilliseconds(20),
            MaxBackoff = TimeSpan.FromMilliseconds(200),
            StableAfter = TimeSpan.FromMilliseconds(100),
        };
        configure?.Invoke(options);
        Client = new DingTalkStreamClient(options, _http, Time, NullLogger<DingTalkStreamClient>.Instance);
        Client.On(FrameTypes.Callback, Topics.BotMessage, Inbox.HandleAsync, Inbox.Conversation);
    }

    public string App { get; }

    public CountingTime Time { get; } = new();

    public Inbox Inbox { get; }

    public DingTalkStreamClient Client { get; }

    public static async Task<TortureBot> StartAsync(
        string app, EmulatorBench bench, Action<DingTalkStreamOptions>? configure = null, Func<int, Task>? work = null)
    {
        var bot = new TortureBot(app, bench.Address, configure, work ?? (_ => Task.CompletedTask));
        bot._running = bot.Client.RunAsync(bot._stop.Token);
        await bench.UntilAsync(stats => (int)stats["connections"]![app]! > 0, $"{app} never connected");
        return bot;
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _stop.CancelAsync();
        await _running.WaitAsync(Patience.Limit);
        await Client.DisposeAsync();
        _http.Dispose();
        _stop.Dispose();
        // The last wait disposes its timer when this method, which it has resumed, returns its thread.
        await Patience.UntilAsync(() => Time.Live == 0, () => $"{App} has ended, but {Time.Live} of its timers have not");
    }
}
