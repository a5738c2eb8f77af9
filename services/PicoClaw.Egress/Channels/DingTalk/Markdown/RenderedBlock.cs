namespace PicoClaw.Egress.Channels.DingTalk.Markdown;

/// <summary>A block that holds no others.</summary>
internal abstract record RenderedBlock
{
    /// <summary>What it takes at least, however it is written.</summary>
    public abstract int MinChars { get; }
}
