namespace PicoClaw.Hosting.Telemetry;

/// <summary>The activity sources and meters that are listened to in every process.</summary>
internal static class Sources
{
    public const string Ours = "PicoClaw.*";
    public const string MassTransit = "MassTransit";

    public static readonly string[] All = [Ours, MassTransit, "Experimental.ModelContextProtocol", "Npgsql"];
}
