using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;

namespace Harness.Agents;

/// <summary>Stands in for both neighbours of the agent: sends messages as ingress does, and takes the replies as egress does.</summary>
internal sealed class Edges : IAsyncDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    private readonly IHost _host;
    private readonly IConfirmedSender _sender;
    private readonly string _broker;
    private Edges? _ear;

    private Edges(IHost host, string broker)
    {
        (_host, _broker) = (host, broker);
        _sender = host.Services.GetRequiredService<IConfirmedSender>();
        Replies = host.Services.GetRequiredService<ReplyLog>();
    }

    public ReplyLog Replies { get; private set; }

    /// <param name="broker">An amqp:// address.</param>
    /// <param name="hears">False: there is no egress until <see cref="HearAsync"/>.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<Edges> StartAsync(string broker, bool hears, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("PicoClaw:Broker", broker)]);
        builder.Services.AddLogging();
        builder.Services.AddBus(builder.Configuration, allowMemory: false);
        builder.Services.AddSingleton<ReplyLog>();
        if (hears)
        {
            builder.Services.AddIntake<ReplyConsumer>(Intakes.Egress);
        }

        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new Edges(host, broker);
    }

    public async Task HearAsync(CancellationToken cancellationToken)
    {
        _ear = await StartAsync(_broker, hears: true, cancellationToken);
        Replies = _ear.Replies;
    }

    /// <summary>Sends a message until the broker has confirmed it, when ingress would ack.</summary>
    public Task SayAsync(Token token, CancellationToken cancellationToken, string text = "please keep") =>
        SayAsync(Message(token, text), cancellationToken);

    public Task SayAsync(MessageReceived message, CancellationToken cancellationToken) => SendAsync(Intakes.Agent, message, cancellationToken);

    /// <summary>Presses a button on a reply.</summary>
    public Task PressAsync(ActionReceived action, CancellationToken cancellationToken) => SendAsync(Intakes.Actions, action, cancellationToken);

    private async Task SendAsync<T>(string intake, T message, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            try
            {
                await _sender.SendAsync(intake, message, cancellationToken);
                return;
            }
            catch (NotConfirmedException)
            {
                await Task.Delay(RetryDelay, TimeProvider.System, cancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_ear is not null)
        {
            await _ear.DisposeAsync();
        }

        await _host.StopAsync();
        _host.Dispose();
    }

    public static MessageReceived Message(Token token, string text) => new()
    {
        Id = DeterministicId.From("harness", token.ToString()),
        PlatformMessageId = $"msg{token}",
        Conversation = new Conversation
        {
            Channel = "dingtalk",
            Account = "acme",
            Id = $"cid{token.Conversation}==",
            Kind = ConversationKind.Direct,
        },
        Sender = new Sender { Id = $"user{token.Conversation}", DisplayName = $"User {token.Conversation}" },
        Text = $"{text} {token}",
        SentAt = TimeProvider.System.GetUtcNow(),
        ReceivedAt = TimeProvider.System.GetUtcNow(),
        ReplyRoute = new ReplyRoute { Address = "nowhere" },
    };

    private sealed class ReplyConsumer(ReplyLog replies) : IConsumer<DeliverMessage>
    {
        public Task Consume(ConsumeContext<DeliverMessage> context)
        {
            replies.Add(context.Message);
            return Task.CompletedTask;
        }
    }
}
