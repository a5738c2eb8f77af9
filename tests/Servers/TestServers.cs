using DotNet.Testcontainers.Configurations;
using Microsoft.Extensions.Logging.Abstractions;
using Testcontainers.PostgreSql;
using Testcontainers.RabbitMq;

namespace Servers;

internal sealed class TestServers : IAsyncDisposable
{
    private const string User = "app";

    private readonly RabbitMqContainer _broker;
    private readonly PostgreSqlContainer _database;
    private readonly string _password = Guid.NewGuid().ToString("N");

    private TestServers(string brokerImage, string databaseImage)
    {
        _broker = new RabbitMqBuilder(brokerImage).WithUsername(User).WithPassword(_password).WithLogger(NullLogger.Instance).Build();

        // The same settings as a private server of eng/test.sh.
        _database = new PostgreSqlBuilder(databaseImage)
            .WithUsername(User).WithPassword(_password).WithDatabase("picoclaw").WithLogger(NullLogger.Instance)
            .WithCommand(new OverwriteEnumerable<string>(["postgres", "-c", "max_connections=300", "-c", "fsync=off"]))
            .Build();
    }

    public string Amqp => $"amqp://{User}:{_password}@{_broker.Hostname}:{_broker.GetMappedPublicPort(RabbitMqBuilder.RabbitMqPort)}";

    public string Postgres =>
        $"postgres://{User}:{_password}@{_database.Hostname}:{_database.GetMappedPublicPort(PostgreSqlBuilder.PostgreSqlPort)}/picoclaw";

    public string Versions { get; private set; } = "";

    public static async Task<TestServers> StartAsync(string brokerImage, string databaseImage, CancellationToken cancellationToken)
    {
        var servers = new TestServers(brokerImage, databaseImage);
        try
        {
            await Task.WhenAll(servers._broker.StartAsync(cancellationToken), servers._database.StartAsync(cancellationToken));
            var broker = await servers._broker.ExecAsync(["rabbitmqctl", "version"], cancellationToken);
            var database = await servers._database.ExecAsync(["postgres", "--version"], cancellationToken);
            servers.Versions = $"RabbitMQ {broker.Stdout.Trim()} ({brokerImage}), {database.Stdout.Trim()} ({databaseImage})";
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        await _database.DisposeAsync();
    }
}
