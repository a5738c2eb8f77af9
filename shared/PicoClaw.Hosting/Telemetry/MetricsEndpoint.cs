using Microsoft.AspNetCore.Builder;

namespace PicoClaw.Hosting.Telemetry;

/// <summary>The metrics in the form that Prometheus scrapes.</summary>
internal sealed class MetricsEndpoint : IEndpoints
{
    public const string Path = "/metrics";

    public void Map(WebApplication app) => app.MapPrometheusScrapingEndpoint(Path);
}
