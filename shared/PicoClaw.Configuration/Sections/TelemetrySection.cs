using PicoClaw.Configuration.Kinds;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Sections;

internal static class TelemetrySection
{
    public static readonly SectionSchema Fields = new(
    [
        new("telemetry.otlp_endpoint", "Telemetry:OtlpEndpoint", FieldAddresses.Address),
        new("telemetry.otlp_protocol", "Telemetry:OtlpProtocol", FieldKinds.OneOf("grpc", "http/protobuf")),
        new("telemetry.trace_ratio", "Telemetry:TraceRatio", FieldNumbers.Number(0, 1)),
    ]);
}
