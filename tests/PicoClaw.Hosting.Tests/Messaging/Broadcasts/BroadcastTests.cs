using Harness.Processes;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Tests.Postgres;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using OwnQueues = PicoClaw.Hosting.Messaging.Transports.Broadcasts;

namespace PicoClaw.Hosting.Tests.Messaging.Broadcasts;

public sealed class BroadcastTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Publish_Progress_ReachesItsListener(bool inMemory)
    {
        await using var replica = await Replica.StartAsync(inMemory ? BrokerOptions.Memory : TestBus.RabbitMq);
        await replica.ConnectedAsync();
        var sent = Reports.Progress(Guid.NewGuid(), 1, "你好 𝄞");

        replica.Publisher.Publish(sent);

        var heard = await replica.HearAsync(sent.ReplyId);
        (heard.Number, heard.Text, heard.Stage, heard.Conversation, heard.ReplyRoute)
            .ShouldBe((sent.Number, sent.Text, sent.Stage, sent.Conversation, sent.ReplyRoute));
    }

    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_AnotherKind_ReachesThoseWhoListenToItsQueue(bool inMemory)
    {
        var queue = $"test-{Guid.NewGuid():N}";
        var heard = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var replica = await Replica.StartAsync(inMemory ? BrokerOptions.Memory : TestBus.RabbitMq, services =>
        {
            services.AddSingleton<NoteHandler>((note, _) => Task.FromResult(heard.TrySetResult(note.Number)));
            services.AddBroadcast<NoteConsumer>(queue, atOnce: 1);
        });
        await replica.ConnectedAsync();

        await replica.Services.GetRequiredService<IBroadcastSender>().SendAsync(queue, new Note(7), Cancel);

        (await heard.Task.WaitAsync(Cancel)).ShouldBe(7);
    }

    [Fact(Timeout = 120_000)]
    public async Task Publish_TwoReplicas_EachHearsIt()
    {
        await using var one = await Replica.StartAsync(TestBus.RabbitMq);
        await using var other = await Replica.StartAsync(TestBus.RabbitMq);

        await one.TellAsync(Guid.NewGuid(), one, other);
    }

    [Fact(Timeout = 120_000)]
    public async Task Publish_AfterTheConnectionWasCut_IsHeardAgain()
    {
        using var relay = new Relay(TestBus.RabbitMq);
        await using var replica = await Replica.StartAsync(relay.Address);
        await replica.TellAsync(Guid.NewGuid(), replica);

        relay.Cut();

        await replica.TellAsync(Guid.NewGuid(), replica);
    }

    [Fact(Timeout = 300_000)]
    public async Task Publish_BrokerIsRestarted_HoldsNobodyAndIsHeardAgain()
    {
        await using var broker = await PrivateServer.StartBrokerAsync();
        await using var one = await Replica.StartAsync(broker.Address);
        await using var other = await Replica.StartAsync(broker.Address);
        await one.TellAsync(Guid.NewGuid(), one, other);

        await broker.KillAsync();

        // Ten times as many replies as are kept. It returns although nobody takes them.
        for (var reply = 0; reply < 10_000; reply++)
        {
            one.Publisher.Publish(Reports.Progress(Guid.NewGuid(), 1));
        }

        await broker.StartAsync();
        await broker.WaitAsync();
        await one.TellAsync(Guid.NewGuid(), one, other);
    }

    [Fact(Timeout = 120_000)]
    public async Task Queue_OfAReplica_IsItsOwnAndGoesWithIt()
    {
        string queue;
        await using (var replica = await Replica.StartAsync(TestBus.RabbitMq))
        {
            await replica.ConnectedAsync();
            queue = OwnQueue(replica);

            // Locked: it exists, and belongs to another connection.
            (await Should.ThrowAsync<OperationInterruptedException>(() => OnBrokerAsync(channel => channel.QueueDeclarePassiveAsync(queue, Cancel))))
                .ShutdownReason!.ReplyCode.ShouldBe((ushort)405);
        }

        await GoneAsync(channel => channel.QueueDeclarePassiveAsync(queue, Cancel));
        await GoneAsync(channel => channel.ExchangeDeclarePassiveAsync(queue, Cancel));
    }

    // The replica is back before the broker has noticed the end of its old connection.
    [Fact(Timeout = 120_000)]
    public async Task Queue_CannotBeDeclaredAgain_DisturbsNeitherHealthNorIntakes()
    {
        var intake = $"test-{Guid.NewGuid():N}";
        var taken = new SemaphoreSlim(0);
        using var relay = new Relay(TestBus.RabbitMq);
        await using var old = await new ConnectionFactory { Uri = new Uri(TestBus.RabbitMq) }.CreateConnectionAsync(Cancel);
        await using var replica = await Replica.StartAsync(relay.Address, services =>
        {
            services.AddSingleton<NoteHandler>((_, _) => Task.FromResult(taken.Release()));
            services.AddIntake<NoteConsumer>(intake);
        });
        try
        {
            await replica.ConnectedAsync();
            await TakeQueueAsync(old, OwnQueue(replica), relay);

            while (!IsOnlyRefused(replica, OwnQueue(replica)))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
            }

            (await replica.HealthAsync()).ShouldBe(HealthStatus.Healthy);
            await replica.Services.GetRequiredService<IConfirmedSender>().SendAsync(intake, new Note(1), Cancel);
            await taken.WaitAsync(Cancel);

            await old.CloseAsync(Cancel);
            await replica.TellAsync(Guid.NewGuid(), replica);
        }
        finally
        {
            await OnBrokerAsync(async cleaning =>
            {
                await cleaning.QueueDeleteAsync(intake, cancellationToken: Cancel);
                await cleaning.ExchangeDeleteAsync(intake, cancellationToken: Cancel);
            });
        }
    }

    private static async Task TakeQueueAsync(IConnection taker, string queue, Relay replica)
    {
        while (true)
        {
            replica.Cut();
            for (var attempt = 0; attempt < 20; attempt++)
            {
                try
                {
                    await using var channel = await taker.CreateChannelAsync(cancellationToken: Cancel);
                    await channel.QueueDeclareAsync(queue, durable: false, exclusive: true, autoDelete: false, cancellationToken: Cancel);
                    return;
                }
                catch (OperationInterruptedException)
                {
                    // The replica still has it, or again.
                }
            }
        }
    }

    private static bool IsOnlyRefused(Replica replica, string queue) =>
        replica.Services.GetRequiredService<IBusControl>().CheckHealth().Endpoints.Values.All(
            endpoint => endpoint.InputAddress.AbsolutePath.EndsWith(queue, StringComparison.Ordinal)
                ? endpoint is { Status: not BusHealthStatus.Healthy, Exception: not null }
                : endpoint.Status == BusHealthStatus.Healthy);

    private static string OwnQueue(Replica replica) => replica.Services.GetRequiredService<OwnQueues>().OwnQueueOf(Intakes.Progress);

    private static async Task GoneAsync(Func<IChannel, Task> find)
    {
        while (true)
        {
            try
            {
                await OnBrokerAsync(find);
            }
            catch (OperationInterruptedException gone) when (gone.ShutdownReason!.ReplyCode == 404)
            {
                return;
            }
            catch (OperationInterruptedException)
            {
                // The broker is still closing the connection.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
        }
    }

    private static async Task OnBrokerAsync(Func<IChannel, Task> work)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(TestBus.RabbitMq) }.CreateConnectionAsync(Cancel);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancel);
        await work(channel);
    }
}
