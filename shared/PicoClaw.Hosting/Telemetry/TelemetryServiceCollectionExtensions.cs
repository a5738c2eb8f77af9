using Microsoft.Extensions.DependencyInjection;

namespace PicoClaw.Hosting.Telemetry;

public static class TelemetryServiceCollectionExtensions
{
    /// <summary>Has what a library traces and measures under this name exported with PicoClaw's own.</summary>
    public static IServiceCollection AddTelemetrySource(this IServiceCollection services, string name) =>
        services.AddSingleton(new TelemetrySource(name));
}
