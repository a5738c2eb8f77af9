namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Blocks;

/// <summary>A block without child blocks, ready to be written.</summary>
internal abstract record RenderedBlock
{
    /// <summary>The least that it takes, however it is written.</summary>
    public abstract int MinChars { get; }
}
