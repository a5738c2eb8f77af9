using PicoClaw.Configuration.Kinds;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Sections;

internal static class TelemetrySection
{
    public static readonly SectionSchema Fields = new(
    [
        new("telemetry.otlp_endpoint", "Telemetry:OtlpEndpoint", FieldAddresses.Address)
        {
            English = "The address of an OpenTelemetry collector, such as `http://localhost:4317`; `OTEL_EXPORTER_OTLP_ENDPOINT` takes precedence. If "
                + "missing, nothing is exported.",
            Chinese = "OpenTelemetry Collector 的地址，例如 `http://localhost:4317`；`OTEL_EXPORTER_OTLP_ENDPOINT` 优先。不写则不导出",
        },
        new("telemetry.otlp_protocol", "Telemetry:OtlpProtocol", FieldKinds.OneOf("grpc", "http/protobuf"))
        {
            Default = "\"grpc\"",
            English = "`grpc` (port 4317) or `http/protobuf` (port 4318).",
            Chinese = "`grpc`（端口 4317）或 `http/protobuf`（端口 4318）",
        },
        new("telemetry.trace_ratio", "Telemetry:TraceRatio", FieldNumbers.Number(0, 1))
        {
            Default = "1",
            English = "The share of traces that is recorded. The service in which a trace begins decides for all.",
            Chinese = "链路采样比例，由链路起始的服务决定",
        },
    ]);
}
