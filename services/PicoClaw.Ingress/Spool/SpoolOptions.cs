namespace PicoClaw.Ingress.Spool;

/// <summary>Ranges stand in the schema of config.json.</summary>
internal sealed class SpoolOptions
{
    public const string SectionName = "Ingress:Spool";

    /// <summary>A folder that outlives the process. Empty: no spool.</summary>
    public string Directory { get; set; } = "";

    /// <summary>The most bytes of all its files.</summary>
    public long MaxBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>How long the broker may take to confirm a message. DingTalk waits 3 s for an ack.</summary>
    public int ConfirmWithinMs { get; set; } = 1000;
}
