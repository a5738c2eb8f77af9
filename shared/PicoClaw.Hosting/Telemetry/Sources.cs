namespace PicoClaw.Hosting.Telemetry;

/// <summary>The activity sources and meters that are listened to.</summary>
internal static class Sources
{
    public const string Ours = "PicoClaw.*";
    public const string Stream = "DingTalk.Stream.SDK";
    public const string MassTransit = "MassTransit";

    public static readonly string[] All = [Ours, Stream, MassTransit, "Experimental.ModelContextProtocol", "Npgsql"];
}
