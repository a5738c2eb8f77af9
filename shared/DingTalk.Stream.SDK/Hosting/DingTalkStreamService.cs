using Microsoft.Extensions.Hosting;

namespace DingTalk.Stream.Hosting;

internal sealed class DingTalkStreamService(DingTalkStreamClient client) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => client.RunAsync(stoppingToken);
}
