using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Tests.Clocks;

namespace PicoClaw.Hosting.Tests.Messaging.Sending;

/// <summary>The embedded mode while the store commits later than a sender waits, on the test's clock: a slow machine commits in time.</summary>
public sealed class OneCopyTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly TestClock _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Each copy used to queue behind what had come in between, and its sender waited for that copy alone.
    [Fact]
    public async Task SendAsync_AgainWhileTheFirstCopyWaits_SendsNoSecondAndIsConfirmedByTheFirst()
    {
        var store = new Store();
        using var host = await StartAsync(store);
        var sender = host.Services.GetRequiredService<IConfirmedSender>();
        var message = Message(1);

        await SendInVainAsync(sender, message);
        await SendInVainAsync(sender, Message(2));
        var again = sender.SendAsync("agent-intake", message with { ReceivedAt = message.ReceivedAt.AddSeconds(15) }, Cancel);
        store.IsThere.SetResult();
        await again;

        await sender.SendAsync("agent-intake", Message(3), Cancel);
        store.Committed.ShouldBe(["1", "2", "3"]);
        await host.StopAsync(Cancel);
    }

    [Fact]
    public async Task SendAsync_AgainAfterTheCommit_IsSentAgain()
    {
        var store = new Store();
        store.IsThere.SetResult();
        using var host = await StartAsync(store);
        var sender = host.Services.GetRequiredService<IConfirmedSender>();

        await sender.SendAsync("agent-intake", Message(1), Cancel);
        await sender.SendAsync("agent-intake", Message(1), Cancel);

        store.Committed.ShouldBe(["1", "1"]);
        await host.StopAsync(Cancel);
    }

    private async Task SendInVainAsync(IConfirmedSender sender, MessageReceived message)
    {
        var sending = sender.SendAsync("agent-intake", message, Cancel);
        await _clock.TimerStarted(due => due == Deadline);
        _clock.Advance(Deadline);
        await Should.ThrowAsync<NotConfirmedException>(sending);
    }

    private async Task<IHost> StartAsync(Store store)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        builder.Services.AddBus(builder.Configuration, allowMemory: true);
        builder.Services.Configure<BrokerOptions>(options => options.SendDeadline = Deadline);
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddSingleton(store);
        builder.Services.AddIntake<SlowConsumer>("agent-intake");
        var host = builder.Build();
        await host.StartAsync(Cancel);
        return host;
    }

    private static MessageReceived Message(int number) => new()
    {
        Id = DeterministicId.From($"{number}"),
        PlatformMessageId = $"{number}",
        Conversation = new Conversation { Channel = "dingtalk", Account = "main", Id = $"cid{number}", Kind = ConversationKind.Direct },
        Sender = new Sender { Id = "user" },
        Text = $"{number}",
        SentAt = DateTimeOffset.UnixEpoch,
        ReceivedAt = DateTimeOffset.UnixEpoch,
        ReplyRoute = new ReplyRoute { Address = "" },
    };

    private sealed class Store
    {
        public TaskCompletionSource IsThere { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<string> Committed { get; } = [];
    }

    private sealed class SlowConsumer(Store store) : IConsumer<MessageReceived>
    {
        public async Task Consume(ConsumeContext<MessageReceived> context)
        {
            await store.IsThere.Task;
            store.Committed.Add(context.Message.Text);
        }
    }
}
