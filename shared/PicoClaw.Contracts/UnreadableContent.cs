using System.Text.Json.Serialization;

namespace PicoClaw.Contracts;

/// <summary>Content of a message that is neither text nor an <see cref="Attachment"/>. Written as its name on the wire.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UnreadableContent>))]
public enum UnreadableContent
{
    /// <summary>A kind that the channel does not know or does not name.</summary>
    Other,

    /// <summary>A card, such as a shared document.</summary>
    Card,

    /// <summary>Nothing: the platform withholds the content, as the organization has used up its quota.</summary>
    QuotaExhausted,
}
