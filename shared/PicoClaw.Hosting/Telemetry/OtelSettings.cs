using Microsoft.Extensions.Configuration;
using PicoClaw.Configuration;

namespace PicoClaw.Hosting.Telemetry;

/// <summary>The OTEL_* variables, and the fields of config.json that stand in for them.</summary>
internal static class OtelSettings
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string Sampler = "OTEL_TRACES_SAMPLER";
    private const string SamplerRatio = "OTEL_TRACES_SAMPLER_ARG";

    private static readonly string[] Endpoints =
        [Endpoint, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"];

    public static void Apply(IConfiguration configuration)
    {
        configuration[Endpoint] ??= configuration["Telemetry:OtlpEndpoint"];
        configuration[Protocol] ??= configuration["Telemetry:OtlpProtocol"];
        if (configuration["Telemetry:TraceRatio"] is { } ratio && configuration[Sampler] is null)
        {
            (configuration[Sampler], configuration[SamplerRatio]) = ("parentbased_traceidratio", ratio);
        }
    }

    /// <exception cref="ConfigException">The exporter would silently ignore a value.</exception>
    public static void Check(IConfiguration configuration)
    {
        string[] problems =
        [
            .. Endpoints
                .Where(name => configuration[name] is { Length: > 0 } value && !IsAddress(value))
                .Select(name => $"{name} is \"{configuration[name]}\", which is not the address of a collector. Write one such as http://localhost:4317."),
            .. configuration[Protocol] is null or "" or "grpc" or "http/protobuf"
                ? Array.Empty<string>()
                : [$"{Protocol} is \"{configuration[Protocol]}\", which is not a known protocol. Write grpc (port 4317) or http/protobuf (port 4318)."],
        ];
        if (problems.Length > 0)
        {
            throw new ConfigException(problems);
        }
    }

    public static bool IsDisabled(IConfiguration configuration) =>
        string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase);

    public static bool Exports(IConfiguration configuration) => Endpoints.Any(name => configuration[name] is { Length: > 0 });

    private static bool IsAddress(string value) => Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
