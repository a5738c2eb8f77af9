using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Harness.Processes;
using PicoClaw.AppHost.Tests.Testing;

namespace PicoClaw.AppHost.Tests;

/// <summary>Which bot the services serve, and that no secret is written down.</summary>
public sealed class SecretTests
{
    private static readonly string[] Services = ["ingress", "agent", "egress"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RealDingTalk_ItsSecrets_AreParametersWithoutDefault()
    {
        await using var builder = await Model.CreateAsync(["--DingTalk=real"], Cancel);

        builder.Names<ProjectResource>().ShouldNotContain("emulator");
        builder.Find<PostgresDatabaseResource>("store").DatabaseName.ShouldBe("picoclaw");
        foreach (var name in new[] { "client-id", "client-secret", "model-key" })
        {
            var parameter = builder.Find<ParameterResource>(name);
            parameter.Secret.ShouldBeTrue(name);
            parameter.Default.ShouldBeNull(name);
        }

        foreach (var service in Services)
        {
            var environment = await builder.EnvironmentAsync(service);
            environment["PICOCLAW_CHANNEL_LIST__main__CLIENT_ID"].ShouldBe("{client-id.value}");
            environment["PICOCLAW_CHANNEL_LIST__main__CLIENT_SECRET"].ShouldBe("{client-secret.value}");
            environment["MODEL_KEY"].ShouldBe("{model-key.value}");
            File.Exists(environment["PICOCLAW_CONFIG"]).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task ConfigFile_Given_IsHandedToEachServiceAndNothingIsAskedFor()
    {
        var file = Path.GetTempFileName();
        try
        {
            await using var builder = await Model.CreateAsync([$"--PICOCLAW_CONFIG={file}"], Cancel);

            builder.Names<ProjectResource>().ShouldBe(Services, ignoreOrder: true);
            builder.Names<ParameterResource>().ShouldNotContain("client-secret");
            foreach (var service in Services)
            {
                (await builder.EnvironmentAsync(service))["PICOCLAW_CONFIG"].ShouldBe(file);
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Demo_UsersOwnBot_IsLeftAlone()
    {
        await using var builder = await Model.CreateAsync(["--DingTalk=emulator"], Cancel);

        foreach (var service in Services)
        {
            var environment = await builder.EnvironmentAsync(service);
            environment["PICOCLAW_CONFIG"].ShouldBeEmpty();
            environment["PICOCLAW_HOME"].ShouldEndWith(Path.Combine("obj", "demo", service));
        }
    }

    [Fact]
    public async Task Manifest_Published_HoldsNeitherDemoNorSecretNorPath()
    {
        var folder = Directory.CreateTempSubdirectory("picoclaw-manifest-");
        try
        {
            await using var publisher = ServiceProcess.StartProgram(
                "AppHost",
                "dotnet",
                [Repository.AppHost, "--operation", "publish", "--step", "publish-manifest", "--output-path", folder.FullName],
                [new("PICOCLAW_CONFIG", "/home/somebody/config.json"), new("ConnectionStrings__store", "Host=somewhere;Password=hunter2")]);
            (await publisher.ExitCodeAsync(Cancel)).ShouldBe(0, publisher.Output);

            var manifest = await File.ReadAllTextAsync(Path.Combine(folder.FullName, "aspire-manifest.json"), Cancel);

            using var parsed = JsonDocument.Parse(manifest);
            var resources = parsed.RootElement.GetProperty("resources");
            resources.EnumerateObject().Select(resource => resource.Name).ShouldContain("client-secret");
            resources.TryGetProperty("emulator", out _).ShouldBeFalse();
            foreach (var word in new[] { "demo", "hunter2", "somebody", "PICOCLAW_CONFIG", "PICOCLAW_HOME" })
            {
                manifest.ShouldNotContain(word, Case.Sensitive);
            }

            Variables(resources).Where(Path.IsPathRooted).ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Variables(JsonElement resources) =>
        from resource in resources.EnumerateObject()
        where resource.Value.TryGetProperty("env", out _)
        from variable in resource.Value.GetProperty("env").EnumerateObject()
        select variable.Value.GetString()!;
}
