using System.Reflection;
using Architecture.Tests.Rules;
using Architecture.Tests.Testing;
using NetArchTest.Rules;

namespace Architecture.Tests;

public sealed class DependencyTests
{
    private static readonly string[] Services = ["PicoClaw.Ingress", "PicoClaw.Agent", "PicoClaw.Egress", "PicoClaw.Gateway", "DingTalk.Emulator"];

    // The SDK's namespaces; the emulator's is DingTalk.Emulator.
    private const string Sdk = "DingTalk.Stream";

    [Fact]
    public void ProjectFiles_References_GoOneWay() => References.Breaches(Repository.Projects).ShouldBeEmpty();

    [Theory]
    [InlineData("shared/PicoClaw.Contracts/PicoClaw.Contracts.csproj", """<ProjectReference Include="../PicoClaw.Hosting/PicoClaw.Hosting.csproj" />""")]
    [InlineData("shared/PicoClaw.Contracts/PicoClaw.Contracts.csproj", """<PackageReference Include="MassTransit" />""")]
    [InlineData("shared/PicoClaw.Storage/PicoClaw.Storage.csproj", """<ProjectReference Include="../PicoClaw.Contracts/PicoClaw.Contracts.csproj" />""")]
    [InlineData("shared/PicoClaw.Hosting/PicoClaw.Hosting.csproj", """<ProjectReference Include="../PicoClaw.Storage/PicoClaw.Storage.csproj" />""")]
    [InlineData("shared/DingTalk.Stream.SDK/DingTalk.Stream.SDK.csproj", """<ProjectReference Include="../PicoClaw.Contracts/PicoClaw.Contracts.csproj" />""")]
    [InlineData(
        "services/PicoClaw.Agent/PicoClaw.Agent.csproj",
        """<ProjectReference Include="..\PicoClaw.Egress\PicoClaw.Egress.csproj" />""")]
    [InlineData(
        "services/PicoClaw.Agent/PicoClaw.Agent.csproj",
        """<ProjectReference Include="../../shared/DingTalk.Stream.SDK/DingTalk.Stream.SDK.csproj" />""")]
    [InlineData(
        "services/PicoClaw.Gateway/PicoClaw.Gateway.csproj",
        """<ProjectReference Include="../../shared/DingTalk.Stream.SDK/DingTalk.Stream.SDK.csproj" />""")]
    [InlineData(
        "services/DingTalk.Emulator/DingTalk.Emulator.csproj",
        """<ProjectReference Include="../../shared/DingTalk.Stream.SDK/DingTalk.Stream.SDK.csproj" />""")]
    [InlineData("services/PicoClaw.Surprise/PicoClaw.Surprise.csproj", "")]
    public void References_Offence_IsFound(string path, string reference) =>
        References.Breaches([ProjectFile.Parse(path, $"<Project><ItemGroup>{reference}</ItemGroup></Project>")]).ShouldHaveSingleItem();

    [Fact]
    public void Contracts_CompiledReferences_AreThePlatformAlone() =>
        Assemblies.Contracts.GetReferencedAssemblies().Select(name => name.Name!).ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal));

    // References are transitive, so what a project file does not say its code could still use.
    [Theory]
    [InlineData("PicoClaw.Contracts")]
    [InlineData("PicoClaw.Storage")]
    [InlineData("PicoClaw.Configuration")]
    [InlineData("PicoClaw.Hosting")]
    [InlineData("DingTalk.Stream.SDK")]
    public void Shared_Code_UsesNoService(string project) => Uses(Assembly.Load(project), Services).ShouldBeEmpty();

    [Fact]
    public void Storage_Code_UsesNothingElseOfOurs() => Uses(Assemblies.Storage, "PicoClaw.Contracts", "PicoClaw.Hosting", "DingTalk").ShouldBeEmpty();

    [Fact]
    public void Configuration_Code_UsesNothingElseOfOurs() =>
        Uses(Assembly.Load("PicoClaw.Configuration"), "PicoClaw.Contracts", "PicoClaw.Storage", "PicoClaw.Hosting", "DingTalk").ShouldBeEmpty();

    [Fact]
    public void Hosting_Code_UsesContractsAndConfigurationAlone() => Uses(Assemblies.Hosting, "PicoClaw.Storage", "DingTalk").ShouldBeEmpty();

    [Fact]
    public void Sdk_Code_UsesNothingElseOfOurs() => Uses(Assemblies.Sdk, "PicoClaw", "DingTalk.Emulator").ShouldBeEmpty();

    [Fact]
    public void Emulator_Code_UsesNothingElseOfOurs() => Uses(Assemblies.Emulator, "PicoClaw", Sdk).ShouldBeEmpty();

    [Theory]
    [InlineData("PicoClaw.Ingress")]
    [InlineData("PicoClaw.Agent")]
    [InlineData("PicoClaw.Egress")]
    public void Service_Code_UsesNoOtherService(string service) =>
        Uses(Assembly.Load(service), [.. Services.Where(other => other != service)]).ShouldBeEmpty();

    [Fact]
    public void AgentAndGateway_Code_KnowNothingOfTheSdk()
    {
        Uses(Assemblies.Agent, Sdk).ShouldBeEmpty();
        Uses(Assemblies.Gateway, Sdk).ShouldBeEmpty();
    }

    [Fact]
    public void Uses_AServiceThatUsesTheSdk_IsFound() => Uses(Assemblies.Ingress, Sdk).ShouldNotBeEmpty();

    private static IReadOnlyList<string> Uses(Assembly assembly, params string[] namespaces) =>
        Types.InAssembly(assembly).ShouldNot().HaveDependencyOnAny(namespaces).GetResult().FailingTypeNames?.ToList() ?? [];
}
