using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Tests.Actions;

/// <summary>The agent behind the real in-memory bus.</summary>
public sealed class ActionReceivedConsumerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picoclaw-agent-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Send_ToAgentActions_IsInTheStoreWhenItIsConfirmed()
    {
        using var host = Build();
        await host.StartAsync(Cancel);
        var sender = host.Services.GetRequiredService<IConfirmedSender>();
        var store = host.Services.GetRequiredKeyedService<IStore>(AgentService.Name);
        await sender.SendAsync(Intakes.Agent, Said.Direct("hello"), Cancel);
        var reply = await host.Services.GetRequiredService<TaskCompletionSource<Guid>>().Task.WaitAsync(TimeSpan.FromMinutes(2), Cancel);

        await sender.SendAsync(Intakes.Actions, Press.On(reply, ActionKind.FeedbackUp), Cancel);

        (await store.ReadAsync(session => session.QueryAsync<string>("SELECT verdict FROM feedback"), Cancel)).ShouldBe(["up"]);
        await host.StopAsync(Cancel);
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    private IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("Store:Directory", _folder.FullName), new("Accounts:main:Feedback", "links")]);
        builder.Logging.AddFakeLogging();
        builder.Services.AddSingleton(new TaskCompletionSource<Guid>(TaskCreationOptions.RunContinuationsAsynchronously));
        builder.Services.AddBus(builder.Configuration, allowMemory: true);
        builder.Services.AddAgent();
        builder.Services.AddIntake<Egress>(Intakes.Egress);
        return builder.Build();
    }

    private sealed class Egress(TaskCompletionSource<Guid> reply) : IConsumer<DeliverMessage>
    {
        public Task Consume(ConsumeContext<DeliverMessage> context)
        {
            reply.TrySetResult(context.Message.Id);
            return Task.CompletedTask;
        }
    }
}
