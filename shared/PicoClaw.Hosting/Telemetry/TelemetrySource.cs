namespace PicoClaw.Hosting.Telemetry;

/// <summary>An activity source and meter, beside PicoClaw's own, that a service adds.</summary>
internal sealed record TelemetrySource(string Name);
