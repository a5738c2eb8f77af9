namespace PicoClaw.Egress.Markdown;

/// <summary>A block that holds no others.</summary>
internal abstract record Leaf;
