using DingTalk.Emulator;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using PicoClaw.Hosting;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Ingress.Links;

namespace PicoClaw.Gateway.Hosting;

/// <summary>Tells the person at the terminal what runs, where to look and how to stop it, once DingTalk has answered.</summary>
internal sealed class StartupBanner(
    IOptions<AccountsOptions> accounts,
    StreamLinks links,
    Announcer announcer,
    IHostApplicationLifetime lifetime,
    IServer server,
    TimeProvider time,
    EmulatorOptions? emulator = null) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Started(stoppingToken);
        await Task.WhenAny(links.Settled, Task.Delay(Patience, time, stoppingToken));
        if (stoppingToken.IsCancellationRequested)
        {
            return;
        }

        foreach (var line in Channels([.. accounts.Value.EnabledFor("dingtalk").Select(account => account.Key)], links.Open()))
        {
            announcer.Say(line);
        }

        if (emulator is not null)
        {
            announcer.Say($"Chat page of the emulator: {emulator.Url}/");
            if (!new Uri(emulator.Url).IsLoopback)
            {
                announcer.Say("Other machines reach the emulator: anybody who opens it can speak as any user.");
            }
        }

        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        announcer.Say($"Health: {address}/health and {address}/ready");
        announcer.Say("Press Ctrl+C to stop.");
    }

    internal static IEnumerable<string> Channels(IReadOnlyList<string> accounts, IReadOnlyList<string> open)
    {
        if (accounts.Any(open.Contains))
        {
            yield return $"Channels enabled: dingtalk ({string.Join(", ", accounts.Where(open.Contains))})";
        }

        if (accounts.Any(account => !open.Contains(account)))
        {
            yield return $"Not connected yet: dingtalk ({string.Join(", ", accounts.Except(open))}). Trying until it works; the log says why.";
        }
    }

    private async Task Started(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }
}
