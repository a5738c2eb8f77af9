using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace PicoClaw.AppHost.Tests.Testing;

/// <summary>Runs AppHost.cs up to its Build, and shows the resources.</summary>
internal static class Model
{
    // Settings of the test run itself reach the services under test only where a test passes them on.
    private static readonly string[] Unset = ["--PICOCLAW_CONFIG=", "--ConnectionStrings:messaging=", "--ConnectionStrings:store=", "--DingTalk="];

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(string[] arguments, CancellationToken cancellationToken) =>
        DistributedApplicationTestingBuilder.CreateAsync<Projects.PicoClaw_AppHost>([.. Unset, .. arguments], cancellationToken);

    /// <summary>Without Aspire's own helpers, such as the one that rebuilds a project.</summary>
    public static IEnumerable<string> Names<T>(this IDistributedApplicationTestingBuilder builder)
        where T : IResource => builder.Resources.OfType<T>().Select(resource => resource.Name);

    public static T Find<T>(this IDistributedApplicationTestingBuilder builder, string name)
        where T : IResource => builder.Resources.OfType<T>().Single(resource => resource.Name == name);

    public static IEnumerable<int> Replicas(this IDistributedApplicationTestingBuilder builder, params string[] services) =>
        services.Select(service => builder.Find<ProjectResource>(service).Annotations.OfType<ReplicaAnnotation>().Last().Replicas);

    public static EndpointAnnotation Endpoint(this IDistributedApplicationTestingBuilder builder, string service) =>
        builder.Find<ProjectResource>(service).Annotations.OfType<EndpointAnnotation>().Single();

    /// <summary>As a manifest would show it.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(
        this IDistributedApplicationTestingBuilder builder, string service)
    {
        var execution = new DistributedApplicationExecutionContext(new DistributedApplicationExecutionContextOptions(DistributedApplicationOperation.Publish));
        var configuration = await ExecutionConfigurationBuilder.Create(builder.Find<ProjectResource>(service))
            .WithEnvironmentVariablesConfig()
            .BuildAsync(execution, NullLogger.Instance, TestContext.Current.CancellationToken);
        return configuration.EnvironmentVariables.ToDictionary();
    }
}
