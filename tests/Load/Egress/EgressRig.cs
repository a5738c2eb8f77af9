using DingTalk.Emulator;
using Harness.Processes;
using Npgsql;

namespace Load.Egress;

/// <summary>Egress processes on a broker and a database, an emulator that enforces DingTalk's limit, and the agent's side.</summary>
internal sealed class EgressRig : IAsyncDisposable
{
    public const string ClientId = "dingload";
    public const string ClientSecret = "secret-of-load";
    public const int CallsPerSecond = 20;

    private readonly string _broker;
    private readonly string _store;
    private readonly EmulatorHost _emulator;
    private readonly List<EgressReplica> _replicas = [];

    private EgressRig(string broker, string store, EmulatorHost emulator, AgentSide agents) =>
        (_broker, _store, _emulator, Agents, Arrivals) = (broker, store, emulator, agents, new Arrivals(emulator.Address));

    public AgentSide Agents { get; }

    public Arrivals Arrivals { get; }

    public static async Task<EgressRig> StartAsync(Server broker, Server postgres, int replicas, int answerMs = 10)
    {
        var database = $"load_{Guid.NewGuid():N}";
        await ExecuteAsync(postgres.Address, $"CREATE DATABASE {database}");
        return await StartAsync(broker, new UriBuilder(postgres.Address) { Path = database }.Uri.OriginalString, replicas, answerMs);
    }

    /// <param name="broker">The source of the replies.</param>
    /// <param name="store">A database, or a folder, which allows one replica only.</param>
    /// <param name="replicas">The number of processes.</param>
    /// <param name="answerMs">The emulator's time for an answer.</param>
    public static async Task<EgressRig> StartAsync(Server broker, string store, int replicas, int answerMs = 10)
    {
        await PrivateQueues.ResetAsync(broker.Address, CancellationToken.None);
        var emulator = await EmulatorHost.StartAsync(new EmulatorOptions
        {
            Url = "http://127.0.0.1:0",
            Apps = [new EmulatorApp { ClientId = ClientId, ClientSecret = ClientSecret }],
            QpsPerApi = CallsPerSecond,
            TranscriptCapacity = 1_000_000,
        });
        var rig = new EgressRig(broker.Address, store, emulator, await AgentSide.StartAsync(broker.Address));
        if (answerMs > 0)
        {
            await rig.Arrivals.FaultAsync($$"""{"latencyMs":{{answerMs}}}""");
        }

        for (var i = 0; i < replicas; i++)
        {
            await rig.AddReplicaAsync();
        }

        return rig;
    }

    /// <summary>The output of the egress processes.</summary>
    public IReadOnlyList<string> Lines => [.. _replicas.SelectMany(replica => replica.Process.Lines)];

    public async Task AddReplicaAsync() => _replicas.Add(await EgressReplica.StartAsync(_broker, _store, _emulator.Address));

    /// <summary>The only process.</summary>
    public ServiceProcess Single => _replicas.Single().Process;

    /// <summary>The process that holds the account now.</summary>
    public async Task<ServiceProcess> SenderAsync()
    {
        while (true)
        {
            if (await ReadAsync("SELECT owner FROM egress.lane WHERE owner IS NOT NULL") is [var owner])
            {
                return _replicas.Single(replica => owner.EndsWith($"/{replica.Process.Id}", StringComparison.Ordinal)).Process;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <summary>Stops all processes as an orchestrator would; queue and store stay.</summary>
    public async Task StopReplicasAsync()
    {
        foreach (var replica in _replicas)
        {
            replica.Process.Terminate();
            await replica.Process.ExitCodeAsync(CancellationToken.None);
            await replica.DisposeAsync();
        }

        _replicas.Clear();
    }

    /// <summary>Users who write to the bot, which brings webhooks for the answers.</summary>
    public Task<Sessions> TalkAsync() => Sessions.OpenAsync(_emulator.Address);

    public Task ExecuteAsync(string sql) => ExecuteAsync(_store, sql);

    /// <summary>One column of text.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(string sql)
    {
        await using var connection = await OpenAsync(_store);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas)
        {
            await replica.DisposeAsync();
        }

        await Agents.DisposeAsync();
        Arrivals.Dispose();
        await _emulator.DisposeAsync();
    }

    private static async Task ExecuteAsync(string address, string sql)
    {
        await using var connection = await OpenAsync(address);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<NpgsqlConnection> OpenAsync(string address)
    {
        var uri = new Uri(address);
        var user = uri.UserInfo.Split(':', 2);
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port,
            Database = uri.AbsolutePath.TrimStart('/'),
            Username = user[0],
            Password = Uri.UnescapeDataString(user[1]),
            Pooling = false,
        }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
