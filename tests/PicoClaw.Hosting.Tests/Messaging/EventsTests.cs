using System.Threading.Channels;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PicoClaw.Hosting.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PicoClaw.Hosting.Tests.Messaging;

public sealed class EventsTests
{
    private readonly Channel<int> _seen = Channel.CreateBounded<int>(10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Publish_Event_ReachesItsObserver(bool inMemory)
    {
        var queue = $"test-{Guid.NewGuid():N}";
        await using var host = await StartAsync(inMemory ? BrokerOptions.Memory : TestBus.RabbitMq, queue);
        try
        {
            await host.Services.GetRequiredService<IBus>().Publish(new Note(7), Cancel);

            // Others use the broker too.
            while (await _seen.Reader.ReadAsync(Cancel) != 7)
            {
            }
        }
        finally
        {
            await host.StopAsync(Cancel);
            await DeleteAsync(inMemory, queue);
        }
    }

    // Declared again with the same arguments it is taken, with others refused.
    [Fact(Timeout = 120_000)]
    public async Task Queue_OfEvents_HoldsABoundedNumber()
    {
        var queue = $"test-{Guid.NewGuid():N}";
        await using var host = await StartAsync(TestBus.RabbitMq, queue);
        await host.StopAsync(Cancel);
        try
        {
            await DeclareAsync(queue, new() { ["x-queue-type"] = "quorum", ["x-max-length"] = 20_000 });
            await Should.ThrowAsync<OperationInterruptedException>(() => DeclareAsync(queue, new() { ["x-queue-type"] = "quorum" }));
        }
        finally
        {
            await DeleteAsync(inMemory: false, queue);
        }
    }

    private async Task<StartedHost> StartAsync(string broker, string queue)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("PicoClaw:Broker", broker)]);
        builder.Services.AddLogging();
        builder.Services.AddBus(builder.Configuration, allowMemory: true);
        builder.Services.AddSingleton<NoteHandler>((note, cancellationToken) => _seen.Writer.WriteAsync(note.Number, cancellationToken).AsTask());
        builder.Services.AddEvents<NoteConsumer>(queue, atOnce: 4);
        var host = builder.Build();
        await host.StartAsync(Cancel);

        // What is published before the queue is bound is lost.
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Cancel);
        return new StartedHost(host);
    }

    private static Task DeclareAsync(string queue, Dictionary<string, object?> arguments) => OnBrokerAsync(
        channel => channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: Cancel));

    private static Task DeleteAsync(bool inMemory, string queue) => inMemory ? Task.CompletedTask : OnBrokerAsync(async channel =>
    {
        await channel.QueueDeleteAsync(queue, cancellationToken: Cancel);
        await channel.ExchangeDeleteAsync(queue, cancellationToken: Cancel);
    });

    private static async Task OnBrokerAsync(Func<IChannel, Task> work)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(TestBus.RabbitMq) }.CreateConnectionAsync(Cancel);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancel);
        await work(channel);
    }

    private sealed class StartedHost(IHost host) : IAsyncDisposable
    {
        public IServiceProvider Services => host.Services;

        public Task StopAsync(CancellationToken cancellationToken) => host.StopAsync(cancellationToken);

        public async ValueTask DisposeAsync() => await ((IAsyncDisposable)host).DisposeAsync();
    }
}
