namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

/// <summary>Puts a text in the place of another; edits of one paragraph do not overlap.</summary>
internal readonly record struct Edit(int Start, int Length, string Text);
