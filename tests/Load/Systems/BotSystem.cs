using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DingTalk.Emulator;
using Harness.Agents;
using Harness.Emulators;
using Harness.Processes;

namespace Load.Systems;

/// <summary>The whole bot with servers of its own: the services as processes, and in this process a DingTalk and a model.</summary>
internal sealed class BotSystem : IAsyncDisposable
{
    public const string ClientId = "dingload";

    private const int DiskMegabytes = 1024;
    private const string ProgressAfter = "PICOCLAW_AGENTS_DEFAULTS_PROGRESS_AFTER";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _spool = Directory.CreateTempSubdirectory("picoclaw-load-spool-");
    private readonly List<Service> _replaced = [];
    private Func<string, Service>? _part;
    private SystemSetup _setup = new();

    private BotSystem(EmulatorHost emulator, ModelServer model, SmallDisk? disk)
    {
        (Emulator, Model, Disk) = (emulator, model, disk);
        DingTalk = new EmulatorClient(emulator.Address);
    }

    public EmulatorHost Emulator { get; }

    public EmulatorClient DingTalk { get; }

    public ModelServer Model { get; }

    public SmallDisk? Disk { get; }

    /// <summary>Null in one process.</summary>
    public Server? Broker { get; private set; }

    /// <summary>Null in one process.</summary>
    public Server? Store { get; private set; }

    public IReadOnlyList<Service> Services { get; private set; } = [];

    /// <summary>With those that were replaced.</summary>
    public IEnumerable<Service> All => Services.Concat(_replaced);

    /// <summary>A call of the model takes no longer.</summary>
    public TimeSpan Longest { get; private init; }

    /// <summary>By the names of their services, and "store"; empty where clocks cannot be set.</summary>
    public Dictionary<string, FakeClock> Clocks { get; } = [];

    public Disruptions Disruptions { get; } = new();

    // Of the one process.
    private string? StoreFolder =>
        Disk is { } disk ? Path.Combine(disk.Folder, "store") : Services.Count == 1 ? Path.Combine(Services[0].Home, "store") : null;

    public IReadOnlyList<string> Names(string role) =>
        [.. Services.Select(service => service.Name).Where(name => name.Split('-')[0] == role)];

    public Service Service(string name) => Services.Single(service => service.Name == name);

    /// <summary>Ingress, agents and egresses on a broker and a database.</summary>
    public static async Task<BotSystem> StartSplitAsync(SystemSetup setup)
    {
        var system = await CreateAsync(setup);
        return await system.StartedAsync(async () =>
        {
            system.Broker = await Server.StartPrivateAsync("rabbitmq.sh");
            system.Store = await Server.StartPrivateAsync(
                "postgres.sh", system.Disk is { } disk ? Path.Combine(disk.Folder, "postgres") : null, system.AddClock("store", setup)?.Environment);
            await system.Broker.WaitAsync();
            IEnumerable<string> names =
            [
                .. Enumerable.Range(1, setup.Egresses).Select(number => $"egress-{number}"),
                .. Enumerable.Range(1, setup.Agents).Select(number => $"agent-{number}"),
                .. setup.Ingresses == 1 ? ["ingress"] : Enumerable.Range(1, setup.Ingresses).Select(number => $"ingress-{number}"),
            ];
            system._part = name => Part(name, system, setup, Repository.Root);
            return names.Select(name => Part(name, system, setup, setup.From ?? Repository.Root).Without(setup.Without));
        });
    }

    /// <summary>All in one process, on SQLite.</summary>
    public static async Task<BotSystem> StartGatewayAsync(SystemSetup setup)
    {
        var system = await CreateAsync(setup);
        (string, string)[] store = system.StoreFolder is { } folder ? [("PICOCLAW_STORE", folder)] : [];
        var program = Repository.Program("PicoClaw.Gateway", "picoclaw");
        var gateway = new Service("gateway", (program, ["gateway"]), system.Config("gateway"), system.AddClock("gateway", setup), store);
        return await system.StartedAsync(() => Task.FromResult<IEnumerable<Service>>([gateway]));
    }

    /// <summary>A store of a service: a schema, or a file.</summary>
    public Task<DbConnection> OpenStoreAsync(string service) =>
        Store is { } store ? Database.OpenAsync(store.Address, service) : Database.OpenFileAsync(Path.Combine(StoreFolder!, $"{service}.db"));

    /// <summary>Starts another process in place of one, as a rolling update does: the old one is stopped when the new one is ready. Its exit code, and
    /// how long that took.</summary>
    public async Task<(int ExitCode, TimeSpan Took)> ReplaceAsync(string name, CancellationToken cancellationToken)
    {
        var (old, next) = (Service(name), _part!(name));
        _replaced.Add(next);
        next.Start();
        await next.ReadyAsync(cancellationToken);
        Services = [.. Services.Select(service => service == old ? next : service)];
        _replaced.Remove(next);
        _replaced.Add(old);
        var since = TimeProvider.System.GetTimestamp();
        return (await old.TerminateAsync(cancellationToken), TimeProvider.System.GetElapsedTime(since));
    }

    /// <summary>Writes what the services logged, and what DingTalk saw, to a folder.</summary>
    public async Task KeepAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var service in Services)
        {
            await File.WriteAllLinesAsync(Path.Combine(folder, $"{service.Name}.log"), service.Lines);
        }

        using var http = new HttpClient { BaseAddress = Emulator.Address };
        await File.WriteAllTextAsync(Path.Combine(folder, "transcript.json"), await http.GetStringAsync("/emulator/transcript"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in All)
        {
            await service.DisposeAsync();
        }

        DingTalk.Dispose();
        await Emulator.DisposeAsync();
        await Model.DisposeAsync();
        foreach (var server in new[] { Broker, Store }.OfType<Server>())
        {
            await server.DisposeAsync();
        }

        Disk?.Dispose();
        _spool.Delete(recursive: true);
        foreach (var clock in Clocks.Values)
        {
            clock.Dispose();
        }
    }

    private static async Task<BotSystem> CreateAsync(SystemSetup setup) => new(
        await EmulatorHost.StartAsync(new EmulatorOptions
        {
            Url = "http://127.0.0.1:0",
            Apps = [.. setup.Accounts.Select(account => account.App)],
            RedeliverAfter = TimeSpan.FromSeconds(15),
            RedeliverMax = setup.Pushes - 1,
            TranscriptCapacity = 1_000_000,
        }),
        await ModelServer.StartAsync((_, gone) => Task.Delay(setup.ModelTime * (0.5 + Random.Shared.NextDouble()), TimeProvider.System, gone), setup.Speech),
        setup.HasSmallDisk ? SmallDisk.TryMount(DiskMegabytes) : null)
    {
        Longest = setup.ModelTime * 1.5,
        _setup = setup,
    };

    private static Service Part(string name, BotSystem system, SystemSetup setup, string root)
    {
        var role = name.Split('-')[0];
        var project = $"PicoClaw.{char.ToUpperInvariant(role[0])}{role[1..]}";
        return new Service(
            name,
            (Repository.Program(project, project, root), []),
            system.Config(name),
            system.AddClock(name, setup),
            [
                ("PICOCLAW_BROKER", system.Broker!.Address),
                ("PICOCLAW_STORE", system.Store!.Address),
                ("PICOCLAW_INGRESS_SPOOL_DIRECTORY", system._spool.FullName),

                // The environment wins over the file, and that of the tests says never.
                .. setup.ProgressAfterSeconds is { } seconds ? [(ProgressAfter, $"{seconds}")] : Array.Empty<(string, string)>(),
            ]);
    }

    private FakeClock? AddClock(string name, SystemSetup setup)
    {
        var clock = setup.HasFakeClocks ? FakeClock.TryCreate() : null;
        if (clock is not null)
        {
            Clocks.Add(name, clock);
        }

        return clock;
    }

    // What was started before a failure must not outlive it.
    private async Task<BotSystem> StartedAsync(Func<Task<IEnumerable<Service>>> servicesAsync)
    {
        try
        {
            await StartAsync([.. await servicesAsync()]);
            return this;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private async Task StartAsync(IReadOnlyList<Service> services)
    {
        using var patience = new CancellationTokenSource(Patience);
        Services = services;
        foreach (var service in Services)
        {
            service.Start();
        }

        foreach (var service in Services)
        {
            await service.ReadyAsync(patience.Token);
        }
    }

    // The model's name tells who asked. No summaries: they would ask it without a message.
    private JsonObject Config(string name) => new()
    {
        ["version"] = 3,
        ["agents"] = new JsonObject { ["defaults"] = new JsonObject { ["summarize_message_threshold"] = 1_000_000 } },
        ["model_list"] = TestHome.ModelList(name, Model.Address, model: name),
        ["channel_list"] = new JsonObject(_setup.Accounts.Select(account => KeyValuePair.Create(account.Name, (JsonNode?)account.Channel(Emulator.Address)))),
        ["egress"] = new JsonObject { ["api_calls_per_month"] = 0 },
        ["notifications"] = _setup.Token is { } token
            ? new JsonObject { ["tokens"] = new JsonObject { ["load"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))) } }
            : null,
    };
}
