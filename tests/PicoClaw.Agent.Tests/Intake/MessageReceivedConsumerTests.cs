using System.Threading.Channels;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Tests.Intake;

/// <summary>The agent between two queues of the real in-memory bus.</summary>
public sealed class MessageReceivedConsumerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picoclaw-agent-");
    private readonly Channel<DeliverMessage> _replies = Channel.CreateBounded<DeliverMessage>(100);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Send_ToAgentIntake_IsInTheStoreWhenItIsConfirmedAndAnsweredOnEgressIntake()
    {
        using var host = Build();
        await host.StartAsync(Cancel);

        await host.Services.GetRequiredService<IConfirmedSender>().SendAsync(Intakes.Agent, Said.Direct("hello"), Cancel);

        var store = host.Services.GetRequiredKeyedService<IStore>(AgentService.Name);
        (await store.ReadAsync(session => session.QueryAsync<string>("SELECT message_id FROM mailbox"), Cancel))
            .ShouldBe([Said.Direct("hello").Id.ToString()]);
        var reply = await _replies.Reader.ReadAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromMinutes(2), Cancel);
        reply.CausationId.ShouldBe(Said.Direct("hello").Id);
        reply.Content.ShouldBeOfType<MarkdownContent>().Text.ShouldEndWith("- hello");
        await host.StopAsync(Cancel);
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    private IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("Store:Directory", _folder.FullName)]);
        builder.Logging.AddFakeLogging();
        builder.Services.AddSingleton(_replies);
        builder.Services.AddBus(builder.Configuration, allowMemory: true);
        builder.Services.AddAgent();
        builder.Services.AddIntake<Egress>(Intakes.Egress);
        return builder.Build();
    }

    private sealed class Egress(Channel<DeliverMessage> replies) : IConsumer<DeliverMessage>
    {
        public Task Consume(ConsumeContext<DeliverMessage> context) => replies.Writer.WriteAsync(context.Message, context.CancellationToken).AsTask();
    }
}
