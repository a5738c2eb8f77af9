namespace PicoClaw.Egress.Channels.DingTalk.Markdown;

internal sealed class DialectOptions
{
    public const string SectionName = "Egress:Markdown";

    public TableStyle Tables { get; set; } = TableStyle.Keep;

    /// <summary>Clients show code as it is written; an old desktop client rendered HTML even there.</summary>
    public bool EscapeHtmlInCode { get; set; }

    /// <summary>
    /// Of the serialized text. DingTalk's limits are 15,000 (OpenAPI) and 20,000 (webhook) bytes for the whole body, which mentions and the
    /// title share.
    /// </summary>
    public int MaxChunkBytes { get; set; } = 12_000;

    public int MaxChunkChars { get; set; } = 3_500;

    /// <summary>Messages that one reply may become; the rest of it is left out.</summary>
    public int MaxParts { get; set; } = 8;
}
