using System.Text;
using Harness.Processes;
using RabbitMQ.Client;

namespace PicoClaw.Hosting.Tests.Messaging.Transports;

/// <summary>A consumer that handles many messages at once and keeps their order, against a real RabbitMQ server.</summary>
public sealed class DeliveryOrderTests : IAsyncLifetime
{
    private const int AtOnce = 128;
    private readonly string _queue = $"test-{Guid.NewGuid():N}";
    private readonly List<int> _begun = [];
    private readonly TaskCompletionSource _all = new();
    private IConnection? _connection;
    private int _last;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _connection = await new ConnectionFactory { Uri = new Uri(TestBus.RabbitMq) }.CreateConnectionAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        await using var channel = await _connection!.CreateChannelAsync(cancellationToken: CancellationToken.None);
        foreach (var queue in new[] { _queue, _queue + "_error" })
        {
            await channel.QueueDeleteAsync(queue, cancellationToken: CancellationToken.None);
            await channel.ExchangeDeleteAsync(queue, cancellationToken: CancellationToken.None);
        }

        await _connection.DisposeAsync();
    }

    [Fact]
    public async Task InOrderAsync_ManyAtOnce_BeginInTheOrderOfTheQueue()
    {
        _last = 2000;
        await SendAsync(_last);

        await using var bus = await StartAsync();
        await _all.Task.WaitAsync(TimeSpan.FromMinutes(2), Cancel);

        _begun.ShouldBe(Enumerable.Range(1, _last));
    }

    [Fact]
    public async Task InOrderAsync_SomeCannotBeReadAndSomeFail_TheOthersGoOnInOrder()
    {
        _last = 300;
        await SendAsync(100);
        await SendRubbishAsync();
        await SendAsync(200, from: 101);
        await SendRubbishAsync();
        await SendAsync(300, from: 201);

        await using var bus = await StartAsync(number => number % 50 == 0);
        await _all.Task.WaitAsync(TimeSpan.FromMinutes(2), Cancel);

        _begun.ShouldBe(Enumerable.Range(1, _last));
    }

    // Deliveries in work are finished, waiting ones come again, and none overtakes another.
    [Fact(Timeout = 300_000)]
    public async Task InOrderAsync_StoppedInTheMiddleAndStartedAgain_EveryMessageIsDoneInOrder()
    {
        _last = 2000;
        await SendAsync(_last);
        for (var stop = 1; stop <= 3; stop++)
        {
            await using var bus = await StartAsync();
            await BegunAsync(stop * 300);
        }

        await using var last = await StartAsync();
        await _all.Task.WaitAsync(TimeSpan.FromMinutes(2), Cancel);

        _begun.Distinct().ShouldBe(Enumerable.Range(1, _last));
    }

    private Task<Process> StartAsync(Func<int, bool>? fails = null) => Process.StartAsync(
        _queue,
        async (note, _) =>
        {
            _begun.Add(note.Number);
            if (note.Number == _last)
            {
                _all.TrySetResult();
            }

            await Task.Yield();
            if (fails?.Invoke(note.Number) == true)
            {
                throw new InvalidOperationException("no");
            }
        });

    /// <summary>To a queue whose consumer is away.</summary>
    private async Task SendAsync(int last, int from = 1)
    {
        await DeclareAsync();
        await using var sender = await TestBus.StartAsync(TestBus.RabbitMq);
        for (var number = from; number <= last; number++)
        {
            await sender.Sender.SendAsync(_queue, new Note(number), Cancel);
        }
    }

    // As the bus declares them.
    private async Task DeclareAsync()
    {
        await using var channel = await _connection!.CreateChannelAsync(cancellationToken: Cancel);
        await channel.ExchangeDeclareAsync(_queue, ExchangeType.Fanout, durable: true, cancellationToken: Cancel);
        var arguments = new Dictionary<string, object?>
        {
            ["x-queue-type"] = "quorum",
            ["x-single-active-consumer"] = true,
            ["x-delivery-limit"] = 10_000,
            ["x-dead-letter-exchange"] = "dead",
        };
        await channel.QueueDeclareAsync(_queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: Cancel);
        await channel.QueueBindAsync(_queue, _queue, "", cancellationToken: Cancel);
    }

    private async Task BegunAsync(int count)
    {
        while (_begun.Count < count)
        {
            await Task.Delay(5, Cancel);
        }
    }

    private async Task SendRubbishAsync()
    {
        await using var channel = await _connection!.CreateChannelAsync(cancellationToken: Cancel);
        await channel.BasicPublishAsync(_queue, "", Encoding.UTF8.GetBytes("{ no message"), Cancel);
    }

    /// <summary>
    /// A bus with connections of its own. The end of a process closes them; in a shared one MassTransit may leave one behind, whose consumer keeps the queue
    /// from the next.
    /// </summary>
    private sealed class Process(TestBus bus, Relay relay) : IAsyncDisposable
    {
        public static async Task<Process> StartAsync(string queue, NoteHandler handler)
        {
            var relay = new Relay(TestBus.RabbitMq);
            return new Process(await TestBus.StartAsync(relay.Address, queue, handler, atOnce: AtOnce), relay);
        }

        public async ValueTask DisposeAsync()
        {
            await bus.DisposeAsync();
            relay.Dispose();
        }
    }
}
