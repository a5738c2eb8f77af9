namespace PicoClaw.Hosting.Telemetry;

/// <summary>The activity sources and meters that every process listens to.</summary>
internal static class TelemetrySources
{
    public const string OwnPattern = "PicoClaw.*";
    public const string MassTransit = "MassTransit";

    public static readonly string[] All = [OwnPattern, MassTransit, "Experimental.ModelContextProtocol", "Npgsql"];
}
