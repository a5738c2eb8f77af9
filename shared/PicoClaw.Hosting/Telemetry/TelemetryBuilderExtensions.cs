using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace PicoClaw.Hosting.Telemetry;

internal static class TelemetryBuilderExtensions
{
    /// <summary>
    /// Metrics at <c>/metrics</c>; with an OTLP endpoint, traces, metrics and logs go there too. The OTEL_* variables win over <c>telemetry</c> in config.json.
    /// </summary>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        OtelSettings.Apply(configuration);
        OtelSettings.Check(configuration);
        builder.Logging.Configure(logging => logging.ActivityTrackingOptions = ActivityTrackingOptions.TraceId);
        if (OtelSettings.IsDisabled(configuration))
        {
            return builder;
        }

        builder.Services.AddEndpoints<MetricsEndpoint>();
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => Describe(resource, builder.Environment))
            .WithMetrics(metrics => metrics
                .AddMeter(TelemetrySources.OwnPattern, TelemetrySources.MassTransit)
                .AddRuntimeInstrumentation()
                .AddHttpClientInstrumentation()
                .AddPrometheusExporter());
        builder.Services
            .ConfigureOpenTelemetryMeterProvider((services, metrics) => metrics.AddMeter(AddedSources(services)))
            .ConfigureOpenTelemetryTracerProvider((services, traces) => traces.AddSource(AddedSources(services)));
        if (!OtelSettings.Exports(configuration))
        {
            builder.Services.AddHostedService<TraceIds>();
            return builder;
        }

        // The first service that starts stops last.
        builder.Services.AddHostedService<FinalExport>();
        telemetry
            .WithTracing(traces => traces
                .AddSource(TelemetrySources.All)
                .AddAspNetCoreInstrumentation(server => server.Filter = IsTraced)
                .AddHttpClientInstrumentation()
                .AddProcessor<ErrorTextRemover>())
            .WithLogging(null, logs => logs.IncludeFormattedMessage = true)
            .UseOtlpExporter();
        return builder;
    }

    private static string[] AddedSources(IServiceProvider services) =>
        [.. services.GetServices<TelemetrySource>().Select(source => source.Name)];

    // Probes and scrapes come every few seconds and belong to no message.
    private static bool IsTraced(HttpContext http) => http.Request.Path.Value is not ("/health" or "/alive" or "/ready" or MetricsEndpoint.Path);

    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES come last, so they win.
    private static void Describe(ResourceBuilder resource, IHostEnvironment environment) => resource
        .AddService(
            environment.ApplicationName.ToLowerInvariant().Replace('.', '-'),
            serviceVersion: Assembly.GetEntryAssembly()?.GetName().Version?.ToString(3),
            serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}")
        .AddEnvironmentVariableDetector();
}
