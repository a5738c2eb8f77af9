using System.Collections.Concurrent;
using System.Text;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Tests.Clocks;
using PicoClaw.Tests.Traces;
using RabbitMQ.Client.Exceptions;
using RabbitMQ.Client;

namespace PicoClaw.Hosting.Tests.Messaging.Sending;

/// <summary>Against a real RabbitMQ server.</summary>
public sealed class BrokerConfirmedSenderTests : IAsyncLifetime
{
    private readonly string _queue = $"test-{Guid.NewGuid():N}";
    private IConnection? _connection;

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
    public async Task SendAsync_OneAfterAnother_ArriveInOrder()
    {
        var seen = new ConcurrentQueue<int>();
        var all = new TaskCompletionSource();
        await using var bus = await TestBus.StartAsync(TestBus.RabbitMq, _queue, (note, _) =>
        {
            seen.Enqueue(note.Number);
            if (seen.Count == 200)
            {
                all.SetResult();
            }

            return Task.CompletedTask;
        });

        for (var number = 1; number <= 200; number++)
        {
            await bus.Sender.SendAsync(_queue, new Note(number), Cancel);
        }

        await all.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        seen.ShouldBe(Enumerable.Range(1, 200));
    }

    [Fact]
    public async Task SendAsync_NoQueueTakesIt_IsNotConfirmed()
    {
        await using var bus = await TestBus.StartAsync(TestBus.RabbitMq, deadline: TimeSpan.FromSeconds(1));

        await Should.ThrowAsync<NotConfirmedException>(() => bus.Sender.SendAsync(_queue, new Note(1), Cancel));
    }

    [Fact]
    public async Task SendAsync_BrokerOutOfReach_IsNotConfirmedAfterTheDeadline()
    {
        await using var bus = await TestBus.StartAsync("amqp://guest:guest@127.0.0.1:1", deadline: TimeSpan.FromSeconds(1));

        await Should.ThrowAsync<NotConfirmedException>(() => bus.Sender.SendAsync(_queue, new Note(1), Cancel));
    }

    [Fact]
    public async Task SendAsync_SenderComesBeforeTheConsumer_WaitsForItAndTheQueueIsStillAQuorumQueue()
    {
        await using var early = await TestBus.StartAsync(TestBus.RabbitMq);
        var send = early.Sender.SendAsync(_queue, new Note(2), Cancel);
        var seen = new TaskCompletionSource<int>();
        await using var bus = await TestBus.StartAsync(TestBus.RabbitMq, _queue, (note, _) =>
        {
            seen.TrySetResult(note.Number);
            return Task.CompletedTask;
        });
        await send;

        (await seen.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel)).ShouldBe(2);
        await ShouldBeDeclaredAsync(_queue, new Dictionary<string, object?>
        {
            ["x-queue-type"] = "quorum",
            ["x-single-active-consumer"] = true,
            ["x-delivery-limit"] = 10_000,
            ["x-dead-letter-exchange"] = "dead",
        });
    }

    [Fact]
    public async Task Consumer_Throws_TheMessageLiesInAnErrorQueueThatAnybodyMayRead()
    {
        await using var bus = await TestBus.StartAsync(TestBus.RabbitMq, _queue, (_, _) => throw new InvalidOperationException("poison"));
        await bus.Sender.SendAsync(_queue, new Note(1), Cancel);

        var error = await GetAsync(_queue + "_error");

        error.BasicProperties.Headers!.ShouldContainKey("MT-Fault-Message");
        await ShouldBeDeclaredAsync(_queue + "_error", new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
    }

    [Fact]
    public async Task Consumer_Throws_TheErrorQueueKeepsTheTrace()
    {
        using var listener = new EndedActivities("MassTransit");
        await using var bus = await TestBus.StartAsync(TestBus.RabbitMq, _queue, (_, _) => throw new InvalidOperationException("poison"));

        var trace = await EndedActivities.UnderAsync(() => bus.Sender.SendAsync(_queue, new Note(1), Cancel));

        var headers = (await GetAsync(_queue + "_error")).BasicProperties.Headers!;
        Encoding.UTF8.GetString((byte[])headers["MT-Activity-Id"]!).ShouldContain(trace.ToString());
    }

    private async Task<BasicGetResult> GetAsync(string queue)
    {
        using var limit = TestDeadline.In(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                await using var channel = await _connection!.CreateChannelAsync(cancellationToken: limit.Token);
                if (await channel.BasicGetAsync(queue, autoAck: true, limit.Token) is { } found)
                {
                    return found;
                }
            }
            catch (OperationInterruptedException)
            {
                // Not declared yet.
            }

            await Task.Delay(100, limit.Token);
        }
    }

    /// <summary>The broker refuses a declaration whose arguments differ from the queue's.</summary>
    private async Task ShouldBeDeclaredAsync(string queue, Dictionary<string, object?> arguments)
    {
        await using var channel = await _connection!.CreateChannelAsync(cancellationToken: Cancel);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: Cancel);
    }
}
