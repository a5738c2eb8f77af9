using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Tests.Deliveries;

/// <summary>What egress publishes on the real in-memory bus.</summary>
public sealed class MessageDeliveredConsumerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picoclaw-agent-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact(Timeout = 120_000)]
    public async Task Publish_DeliveriesWithAndWithoutKey_TheKeyIsKeptWithItsReplyOnly()
    {
        using var host = await StartAsync();
        await host.Services.GetRequiredService<IConfirmedSender>().SendAsync(Intakes.Agent, Said.Direct("hello"), Cancel);
        var reply = Guid.Parse(await UntilAsync(host, "SELECT reply_id FROM reply"));
        var bus = host.Services.GetRequiredService<IBus>();

        await bus.Publish(Delivered(reply, null), Cancel);
        await bus.Publish(Delivered(Guid.NewGuid(), "k"), Cancel);
        await bus.Publish(Delivered(reply, "k"), Cancel);

        await UntilAsync(host, "SELECT delivery_key FROM reply WHERE delivery_key IS NOT NULL");
        host.Services.GetFakeLogCollector().GetSnapshot().ShouldNotContain(record => record.Id.Id == 373);
        await host.StopAsync(Cancel);
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task Publish_TheStoreRefuses_IsLoggedWithItsReply()
    {
        using var host = await StartAsync();
        await Store(host).ExecuteAsync(session => session.ExecuteAsync("DROP INDEX reply_of_delivery"), Cancel);
        await Store(host).ExecuteAsync(session => session.ExecuteAsync("ALTER TABLE reply DROP COLUMN delivery_key"), Cancel);
        var id = Guid.NewGuid();

        await host.Services.GetRequiredService<IBus>().Publish(Delivered(id, "k"), Cancel);

        var log = host.Services.GetFakeLogCollector();
        while (!log.GetSnapshot().Any(record => record.Id.Id == 373 && record.Message.Contains(id.ToString(), StringComparison.Ordinal)))
        {
            await Task.Delay(5, Cancel);
        }

        await host.StopAsync(Cancel);
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    private static IStore Store(IHost host) => host.Services.GetRequiredKeyedService<IStore>(AgentService.Name);

    private static MessageDelivered Delivered(Guid id, string? key) => new()
    {
        Id = id,
        Conversation = Said.Direct("hello").Conversation,
        CallId = Guid.NewGuid(),
        DeliveryKey = key,
        DeliveredAt = Said.Noon,
    };

    private static async Task<string> UntilAsync(IHost host, string sql)
    {
        while (true)
        {
            if (await Store(host).QueryAsync(session => session.FirstOrDefaultAsync<string>(sql), Cancel) is { } found)
            {
                return found;
            }

            await Task.Delay(5, Cancel);
        }
    }

    private async Task<IHost> StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("Store:Directory", _folder.FullName)]);
        builder.Logging.AddFakeLogging();
        builder.Services.AddBus(builder.Configuration, allowMemory: true);
        builder.Services.AddAgent();
        builder.Services.AddIntake<Egress>(Intakes.Egress);
        var host = builder.Build();
        await host.StartAsync(Cancel);

        // What is published before the queue is bound is lost.
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Cancel);
        return host;
    }

    private sealed class Egress : IConsumer<DeliverMessage>
    {
        public Task Consume(ConsumeContext<DeliverMessage> context) => Task.CompletedTask;
    }
}
