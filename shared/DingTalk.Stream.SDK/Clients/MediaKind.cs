namespace DingTalk.Stream.OpenApi;

/// <summary>The kind of an uploaded file. Source: docs/dingtalk-protocol.md 4.4.</summary>
public enum MediaKind
{
    /// <summary>jpg, gif, png or bmp, up to 20 MB; its media id is a valid picture address in Markdown.</summary>
    Image,

    /// <summary>amr, mp3 or wav, up to 2 MB.</summary>
    Voice,

    /// <summary>mp4, up to 20 MB.</summary>
    Video,

    /// <summary>Any file, up to 20 MB.</summary>
    File,
}
