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

        var answer = await AskAsync(host, clock, desk);

        answer.ShouldBe(Found);
        answer.Address!.OriginalString.ShouldBe(Found.Address!.OriginalString);
        desk.Requests.Count.ShouldBeGreaterThan(1);
        desk.Requests.Select(request => request.Id).Distinct().ShouldHaveSingleItem();
        await host.StopAsync(Cancel);
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task AskAsync_EgressCannotTakeIt_IsUnavailableAfterAFewAttempts(string broker)
    {
        var desk = new Desk(answersFrom: int.MaxValue) { Fails = true };
        var clock = new TestClock(Said.Noon);
        using var host = await StartAsync(broker, desk, clock);

        (await AskAsync(host, clock, desk)).Reason.ShouldBe("egress cannot take the request");

        desk.Requests.Count.ShouldBeGreaterThanOrEqualTo(3);
        await host.StopAsync(Cancel);
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task AskAsync_NobodyAnswers_IsUnavailableAfterItsLimit(string broker)
    {
        var clock = new TestClock(Said.Noon);
        using var host = await StartAsync(broker, desk: null, clock);
        var began = clock.GetTimestamp();

        (await AskAsync(host, clock, desk: null)).Fault.ShouldBe(AddressFault.Unavailable);

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

    /// <param name="host">Whose bus is asked.</param>
    /// <param name="clock">Moves once the first request has arrived; after its attempt no faster than real time, unless nobody is there to be slow.</param>
    /// <param name="desk">Null: nobody.</param>
    private static async Task<AttachmentAddress> AskAsync(IHost host, TestClock clock, Desk? desk)
    {
        var began = clock.GetTimestamp();
        var asking = new AttachmentAddresses(host.Services, clock).AskAsync(Said.Direct("hi").Conversation, "code", Cancel);
        while (!asking.IsCompleted)
        {
            await Task.WhenAny(asking, Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancel));
            if (desk is null || !desk.Requests.IsEmpty)
            {
                var isFirst = clock.GetElapsedTime(began) < TimeSpan.FromSeconds(5);
                clock.Advance(TimeSpan.FromMilliseconds(desk is null || isFirst ? 50 : 10));
            }
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

        // Until the desk's queue is bound, a request for it is lost, and the clock waits for the first.
        var health = await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Cancel);
        health.ShouldBe(BusHealthStatus.Healthy);
        return host;
    }

    private sealed class Desk(int answersFrom)
    {
        public ConcurrentQueue<GetAttachmentAddress> Requests { get; } = [];

        public bool Fails { get; init; }

        public bool Take(GetAttachmentAddress request)
        {
            Requests.Enqueue(request);
            if (Fails)
            {
                throw new InvalidDataException("NUL");
            }

            return Requests.Count >= answersFrom;
        }
    }

    private sealed class DeskConsumer(Desk desk) : IConsumer<GetAttachmentAddress>
    {
        public Task Consume(ConsumeContext<GetAttachmentAddress> context) =>
            desk.Take(context.Message) ? context.RespondAsync(Found) : Task.CompletedTask;
    }
}
