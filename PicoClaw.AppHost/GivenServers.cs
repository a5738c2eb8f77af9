using Microsoft.Extensions.Configuration;

namespace PicoClaw.AppHost;

internal static class GivenServers
{
    /// <summary>The server that <c>ConnectionStrings:name</c> names; null without one, so that a container must be started.</summary>
    public static IResourceBuilder<IResourceWithConnectionString>? AddGivenServer(this IDistributedApplicationBuilder builder, string name) =>
        string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString(name)) ? null : builder.AddConnectionString(name);
}
