namespace PicoClaw.Egress.Channels.DingTalk.Markdown;

/// <summary>Desktop and newer clients show tables, many phones do not.</summary>
internal enum TableStyle
{
    Keep,

    /// <summary>Each row as a bullet, its cells named by the header.</summary>
    List,
}
