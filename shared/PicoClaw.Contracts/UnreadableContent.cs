using System.Text.Json.Serialization;

namespace PicoClaw.Contracts;

/// <summary>What a message holds that is neither text nor an <see cref="Attachment"/>. Written as its name on the wire.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UnreadableContent>))]
public enum UnreadableContent
{
    /// <summary>A kind that the channel does not know, or does not tell.</summary>
    Other,

    /// <summary>A card, such as a shared document.</summary>
    Card,

    /// <summary>Nothing: the platform keeps the content back, as the organization has used up what the platform delivers for it.</summary>
    QuotaExhausted,
}
