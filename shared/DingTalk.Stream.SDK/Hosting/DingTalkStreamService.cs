using Microsoft.Extensions.Hosting;

namespace DingTalk.Stream.Hosting;

/// <summary>Runs the client as long as the host runs.</summary>
internal sealed class DingTalkStreamService(DingTalkStreamClient client) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => client.RunAsync(stoppingToken);
}
