using System.Xml.Linq;
using Harness.Processes;
using k8s.Models;
using PicoClaw.Packages.Tests.Charts;

namespace PicoClaw.Packages.Tests;

/// <summary>deploy/helm/picoclaw, rendered without a cluster.</summary>
public sealed class ChartTests : IAsyncLifetime
{
    // Calls in flight when a service stops have 14 s and 12 s (docs/delivery.md).
    private const long Drain = 30;
    private static readonly string[] Services = ["agent", "egress", "ingress"];

    private Helm? _helm;

    public async ValueTask InitializeAsync()
    {
        _helm = await Helm.FindAsync();
        Assert.SkipWhen(_helm is null, Helm.IsMissing);
    }

    [Theory(Timeout = 180_000)]
    [InlineData(Values.Least, 9)]
    [InlineData(Values.All, 11)]
    public async Task Chart_Rendered_KeepsKubernetesSchemas(string values, int manifests)
    {
        await _helm!.LintAsync(values);

        var rendered = await _helm.RenderAsync(values);

        (await Schemas.BreachesAsync(rendered)).ShouldBeEmpty();
        Schemas.Read(rendered).Count.ShouldBe(manifests);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("readinessProbe:", "readinesProbe:", "readinesProbe")]
    [InlineData("terminationGracePeriodSeconds: 40", "terminationGracePeriodSeconds: forty", "must be integer")]
    [InlineData("  selector:\n    matchLabels:", "  labels:\n    matchLabels:", "must have required property selector")]
    [InlineData("          image:", "          picture:", "picture")]
    public async Task Breaches_BrokenManifest_AreFound(string right, string wrong, string named)
    {
        var manifests = await _helm!.RenderAsync(Values.All);
        var broken = manifests.Replace(right, wrong, StringComparison.Ordinal);
        broken.ShouldNotBe(manifests);

        (await Schemas.BreachesAsync(broken)).ShouldContain(named);
    }

    [Fact(Timeout = 60_000)]
    public async Task Pods_OfEveryService_HaveNoRightsAndTimeToDrain()
    {
        var pods = await PodsAsync(Values.All);

        pods.Keys.Order().ShouldBe(Services.Select(service => $"bot-{service}"));
        foreach (var pod in pods.Values)
        {
            var container = pod.Containers.ShouldHaveSingleItem();
            pod.SecurityContext.RunAsNonRoot.ShouldBe(true);
            pod.AutomountServiceAccountToken.ShouldBe(false);
            pod.TerminationGracePeriodSeconds!.Value.ShouldBeGreaterThanOrEqualTo(Drain);
            container.SecurityContext.ReadOnlyRootFilesystem.ShouldBe(true);
            container.SecurityContext.AllowPrivilegeEscalation.ShouldBe(false);
            container.SecurityContext.Capabilities.Drop.ShouldBe(["ALL"]);
            container.LivenessProbe.HttpGet.Path.ShouldBe("/health");
            container.ReadinessProbe.HttpGet.Path.ShouldBe("/ready");
            container.VolumeMounts.Single(mount => mount.MountPath == "/tmp").ReadOnlyProperty.ShouldNotBe(true);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Pods_Secrets_ComeByReferenceAndIngressHasNoStore()
    {
        var containers = (await PodsAsync(Values.Least)).ToDictionary(one => one.Key, one => one.Value.Containers[0]);

        var broker = containers.Values
            .Select(container => container.Env.Single(variable => variable.Name == "ConnectionStrings__messaging").ValueFrom.SecretKeyRef);
        broker.ShouldAllBe(reference => reference.Name == "mq-default-user" && reference.Key == "connection_string");
        var store = containers.Where(one => one.Value.Env.Any(variable => variable.Name == "ConnectionStrings__store")).Select(one => one.Key);
        store.Order().ShouldBe(["bot-agent", "bot-egress"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task Ingress_Spool_IsOnAVolumeOfEachReplica()
    {
        var ingress = Schemas.Read(await _helm!.RenderAsync(Values.Least)).OfType<V1StatefulSet>().ShouldHaveSingleItem();

        ingress.Name().ShouldBe("bot-ingress");
        var volume = ingress.Spec.VolumeClaimTemplates.ShouldHaveSingleItem();
        var container = ingress.Spec.Template.Spec.Containers[0];
        var mount = container.VolumeMounts.Single(mount => mount.Name == volume.Name());
        container.Env.Single(variable => variable.Name == "PICOCLAW_INGRESS_SPOOL_DIRECTORY").Value.ShouldStartWith(mount.MountPath);
    }

    [Fact(Timeout = 60_000)]
    public async Task Ingress_SpoolIsOff_IsADeploymentWithoutAVolume()
    {
        var manifests = Schemas.Read(await _helm!.RenderAsync(Values.Least + "\ningress: { spool: { enabled: false } }"));

        manifests.OfType<V1StatefulSet>().ShouldBeEmpty();
        manifests.OfType<V1Deployment>().Single(one => one.Name() == "bot-ingress").Spec.Template.Spec.Containers[0]
            .Env.ShouldNotContain(variable => variable.Name == "PICOCLAW_INGRESS_SPOOL_DIRECTORY");
    }

    [Fact(Timeout = 60_000)]
    public async Task Autoscaler_OfTheAgent_FollowsTheLanesThatWait()
    {
        var manifests = Schemas.Read(await _helm!.RenderAsync(Values.All));

        var autoscaler = manifests.OfType<V2HorizontalPodAutoscaler>().ShouldHaveSingleItem();
        autoscaler.Spec.ScaleTargetRef.Name.ShouldBe("bot-agent");
        autoscaler.Spec.Metrics.ShouldHaveSingleItem().External.Metric.Name.ShouldBe("picoclaw_agent_lanes_waiting");
        manifests.OfType<V1Deployment>().Single(one => one.Name() == "bot-agent").Spec.Replicas
            .ShouldBeNull("an upgrade keeps the autoscaler's number");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("", "no DingTalk app is configured")]
    [InlineData("config: { secret: bot }", "set broker.rabbitmqCluster")]
    [InlineData("{ config: { secret: bot }, broker: { secret: mq } }", "set store.secret")]
    [InlineData(Values.Least + "\nterminationGracePeriodSeconds: 5", "terminationGracePeriodSeconds")]
    [InlineData(Values.Least + "\nagnet: { replicas: 3 }", "agnet")]
    [InlineData("{ config: { secret: bot, configMap: bot } }", "/config")]
    public async Task Values_MissingOrWrong_AreRefusedByName(string values, string named) =>
        (await _helm!.RefuseAsync(values)).ShouldContain(named);

    [Fact]
    public void Chart_Version_IsThatOfTheBuild()
    {
        var version = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("Version").Single().Value;

        var chart = File.ReadAllLines(Path.Combine(Repository.Root, "deploy/helm/picoclaw/Chart.yaml"));

        chart.ShouldContain($"version: {version}");
        chart.ShouldContain($"appVersion: {version}");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<Dictionary<string, V1PodSpec>> PodsAsync(string values)
    {
        var manifests = Schemas.Read(await _helm!.RenderAsync(values));
        return manifests.OfType<V1Deployment>().Select(one => (Name: one.Name(), one.Spec.Template.Spec))
            .Concat(manifests.OfType<V1StatefulSet>().Select(one => (Name: one.Name(), one.Spec.Template.Spec)))
            .ToDictionary(one => one.Name, one => one.Spec);
    }
}
