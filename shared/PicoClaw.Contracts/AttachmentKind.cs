using System.Text.Json.Serialization;

namespace PicoClaw.Contracts;

/// <summary>The kind of an attachment. Written as its name on the wire.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AttachmentKind>))]
public enum AttachmentKind
{
    /// <summary>A picture.</summary>
    Image,

    /// <summary>Recorded speech or sound.</summary>
    Audio,

    /// <summary>A film.</summary>
    Video,

    /// <summary>Any other file.</summary>
    File,
}
