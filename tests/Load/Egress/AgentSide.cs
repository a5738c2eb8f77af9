using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PicoClaw.Hosting.Messaging;

namespace Load.Egress;

/// <summary>Sends replies to egress as agents do: each until the broker has confirmed it, in sequence within a conversation.</summary>
internal sealed class AgentSide : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly IConfirmedSender _sender;

    private AgentSide(IHost host) => (_host, _sender) = (host, host.Services.GetRequiredService<IConfirmedSender>());

    /// <summary>When the broker confirmed each reply.</summary>
    public ConcurrentDictionary<Conversation.Token, DateTimeOffset> OnQueue { get; } = new();

    /// <summary>When each reply was sent, and its id.</summary>
    public ConcurrentDictionary<Conversation.Token, (DateTimeOffset At, Guid Id)> Said { get; } = new();

    public static async Task<AgentSide> StartAsync(string broker)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("PicoClaw:Broker", broker)]);
        builder.Services.AddLogging();
        builder.Services.AddBus(builder.Configuration, allowMemory: false);
        var host = builder.Build();
        await host.StartAsync();
        return new AgentSide(host);
    }

    public Task SayAsync(IEnumerable<Conversation> conversations, int replies, int bytes) => Task.WhenAll(conversations.Select(async conversation =>
    {
        for (var i = 0; i < replies; i++)
        {
            await SayAsync(conversation, bytes);
        }
    }));

    public Task<Conversation.Token> SayAsync(Conversation conversation, int bytes, string? webhook = null) =>
        SayAsync(conversation.Say(bytes, webhook));

    public Task<Conversation.Token> SayAsync(Conversation conversation, string text) => SayAsync(conversation.Say(text));

    private async Task<Conversation.Token> SayAsync((Conversation.Token Token, PicoClaw.Contracts.DeliverMessage Message) said)
    {
        var (token, message) = said;
        Said[token] = (TimeProvider.System.GetUtcNow(), message.Id);
        await _sender.SendAsync(Intakes.Egress, message, CancellationToken.None);
        OnQueue[token] = TimeProvider.System.GetUtcNow();
        return token;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
