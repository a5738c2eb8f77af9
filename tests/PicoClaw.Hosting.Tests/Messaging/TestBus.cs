using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Hosting.Tests.Messaging;

/// <summary>The bus of a process, on the broker that the test names, with a consumer that the test writes.</summary>
internal sealed class TestBus : IAsyncDisposable
{
    private readonly IHost _host;

    private TestBus(IHost host) => _host = host;

    public IConfirmedSender Sender => _host.Services.GetRequiredService<IConfirmedSender>();

    public static string RabbitMq => Environment.GetEnvironmentVariable("PICOCLAW_TEST_AMQP")
        ?? throw new InvalidOperationException("Set PICOCLAW_TEST_AMQP to the address of a RabbitMQ server, or run eng/test.sh, which starts one.");

    public static async Task<TestBus> StartAsync(
        string broker, string? queue = null, NoteHandler? handler = null, TimeSpan? deadline = null, int atOnce = 1)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("PicoClaw:Broker", broker)]);
        builder.Services.AddLogging();
        builder.Services.AddBus(builder.Configuration, allowMemory: true);
        builder.Services.Configure<BrokerOptions>(options => options.SendDeadline = deadline ?? TimeSpan.FromSeconds(30));
        if (queue is not null)
        {
            builder.Services.AddSingleton(handler!);
            if (atOnce > 1)
            {
                builder.Services.AddIntake<OrderedNoteConsumer>(queue, atOnce);
            }
            else
            {
                builder.Services.AddIntake<NoteConsumer>(queue);
            }
        }

        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new TestBus(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }
}
