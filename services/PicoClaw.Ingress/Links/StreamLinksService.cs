using PicoClaw.Hosting;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Ingress.Links;

/// <summary>Keeps one Stream link per account open, from start to stop.</summary>
internal sealed class StreamLinksService(
    StreamLinkFactory factory,
    StreamLinks links,
    Live<AccountsOptions> accounts,
    IngressMetrics metrics,
    Announcer announcer,
    ILogger<StreamLinksService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        announcer.Say("Starting DingTalk channel (Stream Mode)...");
        accounts.Changed += WarnIfOpen;
        WarnIfOpen(accounts.Value);

        // A link ends only with the process, so one that fails must surface at once rather than wait for the others.
        await foreach (var ended in Task.WhenEach(links.Accounts.Select(account => RunAsync(account.Key, stoppingToken))))
        {
            await ended;
        }
    }

    private void WarnIfOpen(AccountsOptions options)
    {
        foreach (var (name, _) in links.Accounts.Where(account => options.Accounts[account.Key].AllowFrom.Count == 0))
        {
            Log.EveryoneAllowed(logger, name);
        }
    }

    private async Task RunAsync(string name, CancellationToken stopping)
    {
        metrics.Begin(name);
        await using var client = factory.Create(name);
        var announcement = new LinkAnnouncement(announcer, name, links.Accounts.Count > 1);
        client.StatusChanged += announcement.Tell;
        links.Add(name, client);
        await client.RunAsync(stopping);
    }
}
