using System.Globalization;
using System.Text.RegularExpressions;
using Load.Systems;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Load.Soak;

/// <summary>Samples processes, queues and tables of a system; reads /proc, so Linux only.</summary>
internal sealed partial class Sampler(BotSystem system)
{
    private const double Mega = 1024 * 1024;
    private static readonly string[] Queues = ["agent-intake", "egress-intake", "agent-intake_error", "egress-intake_error", "dead"];

    private readonly Dictionary<(string Of, Measure Measure), List<double>> _values = [];

    public IReadOnlyList<Series> Series => [.. _values.Select(one => new Series(one.Key.Of, one.Key.Measure, one.Value))];

    /// <summary>Lets the next sample find heaps without garbage.</summary>
    public Task CollectAsync() => Task.WhenAll(system.Services.Select(service => FullCollection.RunAsync(service.Process.Id)));

    public async Task SampleAsync()
    {
        foreach (var service in system.Services)
        {
            var folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{service.Process.Id}");
            Add(service.Name, Measure.MemoryMb, Resident(await File.ReadAllTextAsync($"{folder}/status")));
            Add(service.Name, Measure.Handles, Directory.GetFileSystemEntries($"{folder}/fd").Length);
            Add(service.Name, Measure.Threads, Directory.GetDirectories($"{folder}/task").Length);
            Add(service.Name, Measure.HeapMb, await HeapAsync(service));
        }

        await SampleQueuesAsync();
        foreach (var schema in new[] { "agent", "egress" })
        {
            await SampleTablesAsync(schema);
        }
    }

    private static double Resident(string status) => double.Parse(ResidentLine().Match(status).Groups[1].Value, CultureInfo.InvariantCulture) / 1024;

    private static async Task<double> HeapAsync(Service service)
    {
        using var http = new HttpClient { BaseAddress = service.Address };
        var metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        return HeapLine().Matches(metrics).Sum(line => double.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture)) / Mega;
    }

    private async Task SampleQueuesAsync()
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(system.Broker!.Address) }.CreateConnectionAsync();
        foreach (var queue in Queues)
        {
            // A channel is closed by the question for a queue that nobody declared yet.
            await using var channel = await connection.CreateChannelAsync();
            try
            {
                Add(queue, Measure.Queue, (await channel.QueueDeclarePassiveAsync(queue)).MessageCount);
            }
            catch (OperationInterruptedException)
            {
                Add(queue, Measure.Queue, 0);
            }
        }
    }

    private async Task SampleTablesAsync(string schema)
    {
        await using var store = await system.OpenStoreAsync(schema);
        var tables = await store.ReadAsync(
            $"SELECT table_name FROM information_schema.tables WHERE table_schema = '{schema}' ORDER BY table_name", row => row.GetString(0));
        foreach (var table in tables)
        {
            Add($"{schema}.{table}", Measure.Rows, await store.CountAsync($"\"{table}\""));
        }
    }

    private void Add(string of, Measure measure, double value)
    {
        if (!_values.TryGetValue((of, measure), out var values))
        {
            _values[(of, measure)] = values = [];
        }

        values.Add(value);
    }

    [GeneratedRegex(@"^VmRSS:\s+(\d+) kB", RegexOptions.Multiline)]
    private static partial Regex ResidentLine();

    [GeneratedRegex(@"^dotnet_gc_last_collection_heap_size_bytes\{.*\} (\S+)", RegexOptions.Multiline)]
    private static partial Regex HeapLine();
}
