using Aspire.Hosting.ApplicationModel;
using PicoClaw.AppHost.Tests.Testing;

namespace PicoClaw.AppHost.Tests;

/// <summary>The system as AppHost.cs describes it; nothing is started.</summary>
public sealed class ModelTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resources_NothingGiven_AreContainersServicesAndTheEmulator()
    {
        await using var builder = await Model.CreateAsync([], Cancel);

        builder.Names<ContainerResource>().ShouldBe(["messaging", "postgres"], ignoreOrder: true);
        builder.Names<ProjectResource>().ShouldBe(["ingress", "agent", "egress", "emulator"], ignoreOrder: true);
        builder.Find<PostgresDatabaseResource>("store").DatabaseName.ShouldBe("demo");
    }

    [Fact]
    public async Task Containers_NothingGiven_KeepTheirDataOnPinnedVersions()
    {
        await using var builder = await Model.CreateAsync([], Cancel);

        foreach (var (name, image, tag) in new[] { ("messaging", "library/rabbitmq", "4-management"), ("postgres", "library/postgres", "17") })
        {
            var container = builder.Find<ContainerResource>(name);
            var pinned = container.Annotations.OfType<ContainerImageAnnotation>().Single();
            (pinned.Image, pinned.Tag).ShouldBe((image, tag));
            container.Annotations.OfType<ContainerMountAnnotation>().ShouldHaveSingleItem().Type.ShouldBe(ContainerMountType.Volume);
            container.Annotations.OfType<ContainerLifetimeAnnotation>().Single().Lifetime.ShouldBe(ContainerLifetime.Persistent);
        }
    }

    [Fact]
    public async Task Resources_ServersGiven_NeedNoContainerEngine()
    {
        await using var builder = await Model.CreateAsync(["--ConnectionStrings:messaging=amqp://a:b@c", "--ConnectionStrings:store=Host=d"], Cancel);

        builder.Names<ContainerResource>().ShouldBeEmpty();
        builder.Names<ProjectResource>().ShouldBe(["ingress", "agent", "egress", "emulator"], ignoreOrder: true);
        var environment = await builder.EnvironmentAsync("agent");
        environment["ConnectionStrings__messaging"].ShouldBe("{messaging.connectionString}");
        environment["ConnectionStrings__store"].ShouldBe("{store.connectionString}");
    }

    // The readers of the queues that ingress sends to create them.
    [Theory]
    [InlineData("ingress", "messaging", "agent", "egress", "emulator")]
    [InlineData("agent", "messaging", "postgres", "store", "emulator")]
    [InlineData("egress", "messaging", "postgres", "store", "emulator")]
    public async Task Waits_OfAService_AreForWhatItNeeds(string service, params string[] expected)
    {
        await using var builder = await Model.CreateAsync([], Cancel);

        var waits = builder.Find<ProjectResource>(service).Annotations.OfType<WaitAnnotation>();

        waits.Select(wait => wait.Resource.Name).Distinct().ShouldBe(expected, ignoreOrder: true);
    }

    [Theory]
    [InlineData("ingress", "/ready")]
    [InlineData("agent", "/ready")]
    [InlineData("egress", "/ready")]
    [InlineData("emulator", "/health")]
    public async Task Health_OfAService_IsAsked(string service, string path)
    {
        await using var builder = await Model.CreateAsync([], Cancel);

        builder.Find<ProjectResource>(service).Annotations.OfType<HealthCheckAnnotation>().ShouldHaveSingleItem().Key.ShouldContain($"_{path}_");
    }

    [Fact]
    public async Task Replicas_NothingGiven_AreOneIngressAndTwoOfTheOthers()
    {
        await using var builder = await Model.CreateAsync([], Cancel);

        builder.Replicas("ingress", "agent", "egress").ShouldBe([1, 2, 2]);
    }

    [Fact]
    public async Task Replicas_Given_AreTaken()
    {
        await using var builder = await Model.CreateAsync(["--Replicas:Ingress=2", "--Replicas:Agent=4", "--Replicas:Egress=3"], Cancel);

        builder.Replicas("ingress", "agent", "egress").ShouldBe([2, 4, 3]);
    }

    [Fact]
    public async Task Emulator_ItsPage_IsOnThePortThatWasGiven()
    {
        await using var byDefault = await Model.CreateAsync([], Cancel);
        await using var given = await Model.CreateAsync(["--Emulator:Port=6080"], Cancel);

        byDefault.Endpoint("emulator").ShouldSatisfyAllConditions(page => page.Port.ShouldBe(5080), page => page.IsExternal.ShouldBeTrue());
        given.Endpoint("emulator").Port.ShouldBe(6080);
    }

    [Fact]
    public async Task Emulator_InTheDashboard_SaysHelloAndDropsLinks()
    {
        await using var builder = await Model.CreateAsync([], Cancel);

        var commands = builder.Find<ProjectResource>("emulator").Annotations.OfType<ResourceCommandAnnotation>();

        commands.Select(command => command.DisplayName).ShouldBe(["Say hello", "Drop links"]);
    }
}
