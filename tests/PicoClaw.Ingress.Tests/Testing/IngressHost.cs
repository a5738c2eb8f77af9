using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using PicoClaw.Hosting;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Ingress.Links;

namespace PicoClaw.Ingress.Tests.Testing;

/// <summary>The whole service, with a sender that the test controls.</summary>
internal sealed class IngressHost : IAsyncDisposable
{
    private readonly IHost _host;

    public IngressHost(Uri dingTalk, params (string Name, string ClientId, string ClientSecret)[] accounts)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(accounts.SelectMany(account => new Dictionary<string, string?>
        {
            [$"Accounts:{account.Name}:Channel"] = "dingtalk",
            [$"Accounts:{account.Name}:Enabled"] = "true",
            [$"Accounts:{account.Name}:ClientId"] = account.ClientId,
            [$"Accounts:{account.Name}:ClientSecret"] = account.ClientSecret,
            [$"Accounts:{account.Name}:ApiBase"] = dingTalk.ToString(),
        }));
        builder.Logging.AddFakeLogging().SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IConfirmedSender>(Sender);
        builder.Services.AddSingleton(new Announcer(Announced));
        builder.Services.AddIngress();
        _host = builder.Build();
    }

    public FakeSender Sender { get; } = new();

    public Announced Announced { get; } = new();

    public IServiceProvider Services => _host.Services;

    public StreamLinks Links => Services.GetRequiredService<StreamLinks>();

    public IReadOnlyList<FakeLogRecord> Logged => Services.GetFakeLogCollector().GetSnapshot();

    public async Task StartAndSettleAsync(CancellationToken cancellationToken)
    {
        await _host.StartAsync(cancellationToken);
        await Links.Settled.WaitAsync(TimeSpan.FromMinutes(2), cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => _host.StartAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await Announced.DisposeAsync();
    }
}
