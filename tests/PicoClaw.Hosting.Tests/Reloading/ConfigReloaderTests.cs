using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace PicoClaw.Hosting.Tests.Reloading;

public sealed class ConfigReloaderTests
{
    private const string Config = """{ "agents": { "defaults": { "turns_per_minute": 1, "workspace": "here" } }, "admins": ["a"] }""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Look_LiveFields_AreUsedAndNamedOnOneLine()
    {
        using var host = new ReloadHost(Config);
        _ = host.Sample;

        host.Change("""{ "agents": { "defaults": { "turns_per_minute": 2, "workspace": "here" } }, "admins": ["b"] }""");

        (host.Sample.TurnsPerMinute, host.Other.Admins[0]).ShouldBe((2, "b"));
        host.Lines(LogLevel.Information).ShouldHaveSingleItem().ShouldBe(
            $"{host.Folder.ConfigFile} has changed, and applies from now on: admins, agents.defaults.turns_per_minute; "
                + "answers that are under way end as they began");
        (await host.HealthAsync()).Entries["configuration"].ShouldSatisfyAllConditions(
            entry => entry.Status.ShouldBe(HealthStatus.Healthy), entry => entry.Description.ShouldBeNull());
    }

    [Fact]
    public async Task Look_FieldThatNeedsARestart_IsOneWarningUntilItIsAnother()
    {
        using var host = new ReloadHost(Config);
        host.Change(Config.Replace("here", "there", StringComparison.Ordinal));
        host.Change(Config.Replace("here", "there", StringComparison.Ordinal).Replace("1", "2", StringComparison.Ordinal));

        host.Sample.TurnsPerMinute.ShouldBe(2);
        host.Lines(LogLevel.Warning).ShouldHaveSingleItem().ShouldStartWith(
            "Restart PicoClaw to apply these changes, which are read at start only: agents.defaults.workspace (");
        (await host.HealthAsync()).Entries["configuration"].ShouldSatisfyAllConditions(
            entry => entry.Status.ShouldBe(HealthStatus.Healthy), entry => entry.Description.ShouldBe("restart to apply: agents.defaults.workspace"));
    }

    [Fact]
    public async Task Look_BrokenFile_KeepsTheOldOneSaysSoOnceAndTakesTheNextGoodOne()
    {
        using var host = new ReloadHost(Config);
        host.Change("{ \"agents\": { \"defaults\": {\n \"turns_per_minute\": 2");
        host.Change("{ \"agents\": { \"defaults\": {\n \"turns_per_minute\": 3");

        var line = host.Lines(LogLevel.Error).ShouldHaveSingleItem();
        line[line.IndexOf("config.json", StringComparison.Ordinal)..].ShouldStartWith("config.json, line 2, column 23: the file ends too early.");
        line.ShouldNotContain("\n");
        host.Sample.TurnsPerMinute.ShouldBe(1);
        var degraded = (await host.HealthAsync()).Entries["configuration"];
        (degraded.Status, degraded.Description!.Contains("line 2, column 23", StringComparison.Ordinal)).ShouldBe((HealthStatus.Degraded, true));

        host.Change(Config.Replace("1", "4", StringComparison.Ordinal));

        host.Sample.TurnsPerMinute.ShouldBe(4);
        host.Lines(LogLevel.Information)[0].ShouldEndWith("can be used again");
        (await host.HealthAsync()).Entries["configuration"].Status.ShouldBe(HealthStatus.Healthy);
    }

    // What only the options' validators see.
    [Fact]
    public void Look_FileThatOptionsRefuse_IsTakenBackWhole()
    {
        using var host = new ReloadHost(Config);
        _ = host.Sample;

        host.Change("""{ "agents": { "defaults": { "turns_per_minute": 2, "language": "fr", "workspace": "here" } }, "admins": ["b"] }""");

        (host.Sample.TurnsPerMinute, host.Other.Admins[0]).ShouldBe((1, "a"));
        host.Lines(LogLevel.Error).ShouldHaveSingleItem().ShouldEndWith("agents.defaults.language must be auto or zh");

        host.Change(Config);
        host.Lines(LogLevel.Information).ShouldHaveSingleItem().ShouldEndWith("can be used again");
        host.Change(Config.Replace("1", "3", StringComparison.Ordinal));
        host.Sample.TurnsPerMinute.ShouldBe(3);
    }

    [Fact]
    public void Look_NewWarning_IsLogged()
    {
        using var host = new ReloadHost(Config);

        host.Change(Config.Replace("\"admins\"", "\"heartbeat\": {}, \"admins\"", StringComparison.Ordinal));

        host.Lines(LogLevel.Warning).ShouldHaveSingleItem().ShouldContain("heartbeat");
    }

    [Fact(Timeout = 180_000)]
    public async Task Service_FileChangedHundredTimes_EndsWithTheLastWithinASecond()
    {
        using var host = new ReloadHost(Config);
        await host.StartAsync();
        for (var turns = 2; turns <= 101; turns++)
        {
            host.Folder.Write("config.json", Config.Replace("1", $"{turns}", StringComparison.Ordinal));
            host.Time.Advance(TimeSpan.FromMilliseconds(10));
        }

        // The clock's timer wakes the service on another thread.
        host.Time.Advance(TimeSpan.FromSeconds(1));
        while (host.Sample.TurnsPerMinute != 101)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancel);
        }

        host.Lines(LogLevel.Error).ShouldBeEmpty();
    }
}
