using DingTalk.Stream;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Ingress.Links;

namespace PicoClaw.Ingress.Tests.Links;

public sealed class StreamLinksTests
{
    private static readonly StreamStatus Open = new() { State = StreamState.Open };
    private static readonly StreamStatus Refused = new() { State = StreamState.Refused, LastError = "wrong secret" };
    private static readonly StreamStatus Connecting = new() { State = StreamState.Connecting, LastError = "no network" };

    [Fact]
    public void Settled_EveryAccountAcceptedOrRefused_Ends()
    {
        var links = Links("a", "b");

        links.Note("a", Open);
        links.Settled.IsCompleted.ShouldBeFalse();
        links.Note("b", Refused);

        links.Settled.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void Settled_SameAccountTwiceOrOnlyConnecting_DoesNotEnd()
    {
        var links = Links("a", "b");

        links.Note("a", Open);
        links.Note("a", Refused);
        links.Note("b", Connecting);

        links.Settled.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void Settled_FirstLinkLostBeforeTheSecondIsOpen_EndsAllTheSame()
    {
        var links = Links("a", "b");

        links.Note("a", Open);
        links.Note("a", Connecting);
        links.Note("b", Open);

        links.Settled.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void Settled_NoAccountOfThisChannel_HasEnded() => Links().Settled.IsCompletedSuccessfully.ShouldBeTrue();

    // Before the links exist nothing can be received, so the process is not ready.
    [Fact]
    public async Task Health_LinksNotYetMade_IsUnhealthyAndNamesTheAccounts()
    {
        var check = new StreamHealthCheck(Links("a", "b"), TimeProvider.System);

        var health = await check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

        health.Status.ShouldBe(HealthStatus.Unhealthy);
        health.Description.ShouldBe("a: Stopped; b: Stopped");
    }

    private static StreamLinks Links(params string[] names)
    {
        var options = new AccountsOptions();
        options.Accounts["off"] = new AccountOptions { Channel = "dingtalk" };
        options.Accounts["elsewhere"] = new AccountOptions { Channel = "other", Enabled = true };
        foreach (var name in names)
        {
            options.Accounts[name] = new AccountOptions { Channel = "dingtalk", Enabled = true };
        }

        return new StreamLinks(Options.Create(options));
    }
}
