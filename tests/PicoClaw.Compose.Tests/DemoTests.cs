using System.Net;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Traffic;
using Harness.Emulators;

namespace PicoClaw.Compose.Tests;

/// <summary>The whole system in containers.</summary>
public sealed partial class DemoTests(Demo demo) : IClassFixture<Demo>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 900_000)]
    public async Task Demo_ScaledAndKilledUnderLoad_100MessagesAreAnsweredOnceInOrder()
    {
        demo.SkipWithoutEngine();
        var deployment = demo.Deployment;
        using var emulator = new EmulatorClient(await deployment.AddressAsync("emulator", 5080, Cancel));
        var (agent, egress) = (await deployment.ContainerAsync("agent", Cancel), await deployment.ContainerAsync("egress", Cancel));
        var conversations = new Conversations(emulator, ["dingdemo"], perApp: 10, messages: 10) { Pause = TimeSpan.FromSeconds(2) };
        var talk = conversations.TalkAsync(Cancel);

        await conversations.AckedAsync(10, talk, Cancel);
        string[] scale = ["up", "--detach", "--no-recreate", "--no-build", "--scale", "agent=3", "--scale", "egress=2"];
        (await deployment.ComposeAsync(scale, Cancel)).ShouldSucceed();
        await conversations.AckedAsync(50, talk, Cancel);
        await KillAsync(agent);
        await conversations.AckedAsync(70, talk, Cancel);
        await KillAsync(egress);
        await talk;
        var replies = await conversations.HearAsync(Cancel);

        var distinct = Conversations.WithoutRepeats(replies);
        conversations.ShouldBeAnsweredOnceInOrder(distinct);
        var log = (await deployment.ComposeAsync(["logs", "--no-color", "egress"], Cancel)).ShouldSucceed();
        (replies.Count - distinct.Count).ShouldBeLessThanOrEqualTo(UnknownOutcome().Count(log));
    }

    [Theory(Timeout = 300_000)]
    [InlineData("ingress", 8080)]
    [InlineData("agent", 8080)]
    [InlineData("egress", 8080)]
    [InlineData("emulator", 5080)]
    public async Task Container_OfPicoClaw_RunsUnprivilegedOnAReadOnlyRootAndListensOnLoopbackOnly(string service, int port)
    {
        demo.SkipWithoutEngine();
        var container = await demo.Deployment.ContainerAsync(service, Cancel);

        var settings = await InspectAsync(
            container,
            "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} "
            + "{{.HostConfig.RestartPolicy.Name}} {{gt .HostConfig.Memory 0}}");
        var entrypoint = await InspectAsync(container, "{{json .Config.Entrypoint}}{{json .Config.Healthcheck.Test}}");
        var environment = await InspectAsync(container, "{{json .Config.Env}}");

        settings.ShouldBe("1654 true [ALL] unless-stopped true");
        entrypoint.ShouldMatch("""^\["/app/service"\]\["CMD","/app/service","--(ready|health)"\]$""");
        demo.Deployment.Secrets.ShouldAllBe(secret => !environment.Contains(secret, StringComparison.Ordinal));
        (await demo.Deployment.AddressAsync(service, port, Cancel)).Host.ShouldBe("127.0.0.1");
    }

    [Theory(Timeout = 300_000)]
    [InlineData("ingress")]
    [InlineData("agent")]
    [InlineData("egress")]
    public async Task Ready_FromThisMachine_Is200(string service)
    {
        demo.SkipWithoutEngine();
        using var http = new HttpClient { BaseAddress = await demo.Deployment.AddressAsync(service, 8080, Cancel) };

        (await http.GetAsync(new Uri("/ready", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task KillAsync(string container) =>
        (await Command.RunAsync("docker", ["kill", "--signal", "KILL", container], null, Cancel)).ShouldSucceed();

    private static async Task<string> InspectAsync(string container, string format) =>
        (await Command.RunAsync("docker", ["inspect", "--format", format, container], null, Cancel)).ShouldSucceed();

    // Event 401, as it is logged to a terminal and as JSON.
    [GeneratedRegex("""\[401\]|"EventId":401\b""")]
    private static partial Regex UnknownOutcome();
}
