using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PicoClaw.Agent.Attachments;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Tests.Clocks;

namespace PicoClaw.Agent.Tests.Attachments;

/// <summary>Over a bus in memory and over RabbitMQ; the test stands for egress.</summary>
public sealed class AttachmentAddressesTests
{
    private static readonly AttachmentAddress Found = new() { Address = new Uri("https://files.test/a?sign=%2B+b&c=%E4%B8%AD"), MayBePrivate = true };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Brokers() => ["memory", "rabbit"];

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task AskAsync_FirstAnswerIsLost_IsAskedAgainUnderTheSameId(string broker)
    {
        var desk = new Desk(answersFrom: 2);
        var clock = new TestClock(Said.Noon);
        using var host = await StartAsync(broker, desk, clock);

        var answer = await AskAsync(host, clock);

        answer.ShouldBe(Found);
        answer.Address!.OriginalString.ShouldBe(Found.Address!.OriginalString);
        desk.Requests.Count.ShouldBeGreaterThan(1);
        desk.Requests.Select(request => request.Id).Distinct().ShouldHaveSingleItem();
        await host.StopAsync(Cancel);
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task AskAsync_NobodyAnswers_IsUnavailableAfterItsLimit(string broker)
    {
        var clock = new TestClock(Said.Noon);
        using var host = await StartAsync(broker, desk: null, clock);
        var began = clock.GetTimestamp();

        (await AskAsync(host, clock)).Fault.ShouldBe(AddressFault.Unavailable);

        clock.GetElapsedTime(began).ShouldBeGreaterThanOrEqualTo(AttachmentAddresses.Limit - TimeSpan.FromSeconds(1));
        await host.StopAsync(Cancel);
    }

    [Fact]
    public async Task AskAsync_Cancelled_Throws()
    {
        var clock = new TestClock(Said.Noon);
        using var host = await StartAsync("memory", desk: null, clock);
        using var cancel = new CancellationTokenSource();
        var asking = new AttachmentAddresses(host.Services, clock).AskAsync(Said.Direct("hi").Conversation, "code", cancel.Token);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(asking);
        await host.StopAsync(Cancel);
    }

    private static async Task<AttachmentAddress> AskAsync(IHost host, TestClock clock)
    {
        var asking = new AttachmentAddresses(host.Services, clock).AskAsync(Said.Direct("hi").Conversation, "code", Cancel);
        for (var steps = 0; !asking.IsCompleted && steps < 2000; steps++)
        {
            // Slow enough for an answer on its way: what is cancelled too early is only asked again.
            await Task.WhenAny(asking, Task.Delay(TimeSpan.FromMilliseconds(30), TimeProvider.System, Cancel));
            clock.Advance(TimeSpan.FromMilliseconds(50));
        }

        return await asking;
    }

    private static async Task<IHost> StartAsync(string broker, Desk? desk, TestClock clock)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var address = broker == "memory" ? broker : Environment.GetEnvironmentVariable("PICOCLAW_TEST_AMQP");
        builder.Configuration.AddInMemoryCollection([new("PicoClaw:Broker", address)]);
        builder.Services.AddLogging();
        builder.Services.AddBus(builder.Configuration, allowMemory: true);
        if (desk is not null)
        {
            builder.Services.AddSingleton(desk);
            builder.Services.AddRequests<DeskConsumer>(Intakes.Addresses, atOnce: 4);
        }

        var host = builder.Build();
        await host.StartAsync(Cancel);
        return host;
    }

    private sealed class Desk(int answersFrom)
    {
        public ConcurrentQueue<GetAttachmentAddress> Requests { get; } = [];

        public bool Take(GetAttachmentAddress request)
        {
            Requests.Enqueue(request);
            return Requests.Count >= answersFrom;
        }
    }

    private sealed class DeskConsumer(Desk desk) : IConsumer<GetAttachmentAddress>
    {
        public Task Consume(ConsumeContext<GetAttachmentAddress> context) =>
            desk.Take(context.Message) ? context.RespondAsync(Found) : Task.CompletedTask;
    }
}
