using DingTalk.Stream.OpenApi;
using PicoClaw.Contracts;

namespace PicoClaw.Egress.Channels.DingTalk.Media;

/// <summary>A file as DingTalk will get it: it must be uploaded before its message can be sent.</summary>
/// <param name="Kind">As what it is uploaded.</param>
/// <param name="Blob">Its bytes.</param>
/// <param name="Name">With its extension.</param>
internal sealed record MediaDraft(MediaKind Kind, BlobReference Blob, string Name)
{
    /// <summary>How long a voice message plays.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The text above a picture, as it was written.</summary>
    public string? Caption { get; init; }

    /// <summary>The same as DingTalk shows it, as far as it shares the picture's message.</summary>
    public string Lead { get; init; } = "";

    public IReadOnlyList<string> Mentions { get; init; } = [];

    public string Extension => FileExtension.Of(Name);

    /// <summary>The same bytes of the same kind are uploaded once. DingTalk reads a file's type off its extension.</summary>
    public string Key => Kind == MediaKind.File ? $"file.{Extension}" : Kind == MediaKind.Voice ? "voice" : "image";

    /// <summary>A picture goes in a Markdown message, and so by any way; all else by the robot API alone.</summary>
    public bool NeedsApi => Kind != MediaKind.Image;
}
