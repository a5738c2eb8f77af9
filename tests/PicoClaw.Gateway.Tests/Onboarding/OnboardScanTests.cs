using Harness.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using PicoClaw.Configuration;
using PicoClaw.Gateway.Onboarding;
using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Tests.Onboarding;

/// <summary>An app that is created by scanning a code.</summary>
public sealed class OnboardScanTests
{
    private static readonly OnboardSettings NoModel = new() { NoModel = true };

    [Fact]
    public async Task Approved_TheNewAppIsWritten()
    {
        await using var bench = await OnboardBench.StartAsync();

        (await bench.RunScanAsync(NoModel, new { decision = "approve" })).ShouldBe(0);

        ((string)bench.Written["channel_list"]!["dingtalk"]!["settings"]!["client_id"]!).ShouldStartWith("ding");
        bench.Output.ShouldContain($"open {bench.Emulator}register?user_code=");
        bench.Output.ShouldContain("▄");
        bench.Output.ShouldNotContain((string)bench.Written["channel_list"]!["dingtalk"]!["settings"]!["client_secret"]!);
    }

    [Fact]
    public async Task Denied_SaysWhyAndWritesNothing()
    {
        await using var bench = await OnboardBench.StartAsync();

        var error = await Should.ThrowAsync<CommandException>(() => bench.RunScanAsync(NoModel, new { decision = "deny", reason = "not today" }));

        error.Message.ShouldContain("not today");
        error.Message.ShouldContain("--client-id");
        bench.File.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task Expired_SaysSo()
    {
        await using var bench = await OnboardBench.StartAsync();

        (await Should.ThrowAsync<CommandException>(() => bench.RunScanAsync(NoModel, new { decision = "expire" }))).Message
            .ShouldContain("Nobody has scanned the code in time");
    }

    [Fact]
    public async Task FaultElsewhereInTheFile_IsToldBeforeTheScan()
    {
        await using var bench = await OnboardBench.StartAsync("""{ "gatway": { } }""");

        (await Should.ThrowAsync<ConfigException>(() => bench.RunScanAsync(NoModel, new { decision = "approve" }))).Message.ShouldContain("gatway");

        bench.Output.ShouldNotContain("Scan it");
    }

    [Fact]
    public async Task ModelRefused_TheNewAppIsWrittenAllTheSame()
    {
        await using var bench = await OnboardBench.StartAsync();
        var nowhere = new Uri($"http://127.0.0.1:{Ports.Free()}/v1");

        var error = await Should.ThrowAsync<CommandException>(
            () => bench.RunScanAsync(new OnboardSettings { Model = "scripted", ApiBase = nowhere }, new { decision = "approve" }));

        error.Message.ShouldContain("The new app was written");
        bench.Written["model_list"].ShouldBeNull();
        ((string?)bench.Written["channel_list"]!["dingtalk"]!["settings"]!["client_secret"]).ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task NoEmulatorRuns_OneRunsForTheScan_AndTheNextCommandsNameIt()
    {
        await using var bench = await OnboardBench.StartAsync();
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}");
        using var there = new HttpClient { BaseAddress = address };

        var exit = await bench.RunScanAsync(
            NoModel with { Emulator = address, EmulatorWords = $"--emulator {address}" }, new { decision = "approve" }, there);

        exit.ShouldBe(0);
        bench.File.Text.ShouldNotContain("api_base");
        bench.Output.ShouldContain("DingTalk accepts client id and secret");
        bench.Output.ShouldContain($"picoclaw gateway --config {bench.File.Path} --emulator {address}");
        await Should.ThrowAsync<HttpRequestException>(() => there.GetAsync("/health", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task SomethingElseAnswersAtTheAddress_IsTold()
    {
        await using var bench = await OnboardBench.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var other = builder.Build();
        other.Urls.Add("http://127.0.0.1:0");
        await other.StartAsync(TestContext.Current.CancellationToken);

        var error = await Should.ThrowAsync<CommandException>(() => bench.RunAsync(NoModel with { Emulator = new Uri(other.Urls.Single()) }));

        error.Message.ShouldContain("is no emulator");
        bench.File.Names.ShouldBeEmpty();
    }
}
