using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Harness.Otlp;
using Harness.Processes;
using PicoClaw.AppHost.Tests.Running;
using PicoClaw.Tests.Clocks;
using PicoClaw.Tests.Postgres;

namespace PicoClaw.AppHost.Tests;

/// <summary>The whole system, as <c>dotnet run --project PicoClaw.AppHost</c> starts it.</summary>
public sealed class EndToEndTests
{
    private static readonly string[] Services = ["ingress", "agent", "egress"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Messages_OverRunningServers_AreAnsweredOnceAndNothingIsLeftRunning()
    {
        var broker = await PrivateQueues.ResetAsync(Cancel);
        await using var store = new TestPostgres();
        await store.EnsureAsync();

        await TalkAndStopAsync([$"--ConnectionStrings:messaging={broker}", $"--ConnectionStrings:store={store.Address}"], _ => { });
    }

    [Fact(Timeout = 600_000)]
    public async Task Messages_OverContainers_AreAnsweredOnceAndNothingIsLeftRunning()
    {
        if (await ContainerEngine.WhyNotAsync(Cancel) is { } reason)
        {
            Assert.Skip(reason);
        }

        var password = Guid.NewGuid().ToString("N");
        await TalkAndStopAsync([$"--Parameters:messaging-password={password}", $"--Parameters:postgres-password={password}"], ForThisTestOnly);
    }

    // Neither the containers nor the volumes of a developer's own runs.
    private static void ForThisTestOnly(IDistributedApplicationTestingBuilder builder)
    {
        foreach (var container in builder.Resources.OfType<ContainerResource>().ToList())
        {
            builder.CreateResourceBuilder(container).WithLifetime(ContainerLifetime.Session);
            foreach (var volume in container.Annotations.OfType<ContainerMountAnnotation>().ToList())
            {
                container.Annotations.Remove(volume);
            }
        }
    }

    private static async Task TalkAndStopAsync(string[] arguments, Action<IDistributedApplicationTestingBuilder> change)
    {
        await using var collector = await OtlpReceiver.StartAsync(Cancel);
        var started = Stopwatch.StartNew();
        IReadOnlyList<int> processes;
        IReadOnlyList<string> containers;
        void Prepare(IDistributedApplicationTestingBuilder builder)
        {
            change(builder);
            SendTelemetryTo(builder, collector);
        }

        await using (var system = await RunningSystem.StartAsync(arguments, Prepare, Cancel))
        {
            TestContext.Current.SendDiagnosticMessage($"healthy after {started.Elapsed.TotalSeconds:F1} s");
            processes = await ProcessTree.WithDescendantsAsync(system.Processes(), Cancel);
            containers = system.Containers();
            (await system.LinksAsync("emulator", Cancel)).Keys.ShouldContain("Chat page");

            var said = await system.SayAsync("please keep this", Cancel);
            said.Acked.ShouldBeTrue();
            said.Replies.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                reply => reply.MsgType.ShouldBe("markdown"), reply => reply.Text.ShouldContain("- please keep this"));
            TestContext.Current.SendDiagnosticMessage($"first reply after {started.Elapsed.TotalSeconds:F1} s");

            await ShouldBeOneTraceAsync(collector);
            await ShouldHaveMetricsAsync(collector);

            (await system.CommandAsync("emulator", "drop-links", Cancel)).Success.ShouldBeTrue();
            (await system.CommandAsync("emulator", "say-hello", Cancel)).ShouldSatisfyAllConditions(
                hello => hello.Success.ShouldBeTrue(), hello => hello.Data!.Value.ShouldContain("- hello"));

            // One reply to each message, and no other.
            (await system.RepliesAsync(Cancel)).Count.ShouldBe(2);
            await system.StopAsync(Cancel);
        }

        processes.Count.ShouldBeGreaterThanOrEqualTo(6); // the emulator, two agents, two egresses, one ingress
        await GoneAsync(processes, pid => Task.FromResult(ProcessTree.IsRunning(pid)));
        await GoneAsync(containers, id => ContainerEngine.HasContainerAsync(id, Cancel));
    }

    // Aspire would send it to the dashboard.
    private static void SendTelemetryTo(IDistributedApplicationTestingBuilder builder, OtlpReceiver collector)
    {
        foreach (var service in Services)
        {
            var project = builder.CreateResourceBuilder<ProjectResource>(service);
            foreach (var (name, value) in collector.Environment)
            {
                project.WithEnvironment(name, value);
            }
        }
    }

    private static async Task ShouldBeOneTraceAsync(OtlpReceiver collector)
    {
        bool IsComplete() => Trace().Any(span => span.ParentId.Length == 0) && Trace().Select(span => span.Service).Distinct().Count() == Services.Length;
        await collector.SpansAsync(_ => IsComplete(), Patience, Cancel);

        Trace().Select(span => span.Service).Distinct().ShouldBe(Services, ignoreOrder: true);
        Trace().Where(span => span.ParentId.Length == 0).ShouldHaveSingleItem().Name.ShouldBe("stream frame");

        // The trace of the call that sent the reply.
        IReadOnlyList<OtlpSpan> Trace() => collector.Spans.FirstOrDefault(span => span.Name == "egress send") is { } sent
            ? [.. collector.Spans.Where(span => span.TraceId == sent.TraceId)]
            : [];
    }

    private static async Task ShouldHaveMetricsAsync(OtlpReceiver collector)
    {
        bool Has(string service) => collector.Metrics.Any(metric => metric.Service == service);
        await collector.SpansAsync(_ => Services.All(Has), Patience, Cancel);

        Services.Where(service => !Has(service)).ShouldBeEmpty();
        collector.Metrics.ShouldContain(metric => metric.Name.StartsWith("picoclaw.", StringComparison.Ordinal));
    }

    private static async Task GoneAsync<T>(IEnumerable<T> all, Func<T, Task<bool>> isThere)
    {
        using var deadline = TestDeadline.In(TimeSpan.FromSeconds(40));
        foreach (var one in all)
        {
            while (await isThere(one))
            {
                deadline.IsCancellationRequested.ShouldBeFalse($"{one} is still running");
                await Task.Delay(Step, Cancel);
            }
        }
    }
}
