using DingTalk.Stream;
using Microsoft.Extensions.Options;
using PicoClaw.Hosting;
using PicoClaw.Hosting.Accounts;

namespace PicoClaw.Ingress.Links;

/// <summary>Holds one Stream link an account, from start to stop.</summary>
internal sealed class StreamLinksService(
    IOptions<AccountsOptions> accounts, StreamLinkFactory factory, StreamLinks links, Announcer announcer, ILogger<StreamLinksService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        announcer.Say("Starting DingTalk channel (Stream Mode)...");
        var enabled = accounts.Value.EnabledFor("dingtalk").ToList();
        await Task.WhenAll(enabled.Select(account => RunAsync(account.Key, account.Value, enabled.Count, stoppingToken)));
    }

    private async Task RunAsync(string name, AccountOptions account, int accounts, CancellationToken stopping)
    {
        if (account.AllowFrom.Count == 0)
        {
            Log.EveryoneAllowed(logger, name);
        }

        await using var client = factory.Create(name, account);
        var announcement = new LinkAnnouncement(announcer, name, accounts > 1);
        client.StatusChanged += announcement.Tell;
        links.Add(name, client, accounts);
        await client.RunAsync(stopping);
    }
}
