using System.Text.Json.Serialization;

namespace PicoClaw.Contracts;

/// <summary>Who can read a conversation. Written as its name on the wire.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConversationKind>))]
public enum ConversationKind
{
    /// <summary>One person and the bot.</summary>
    Direct,

    /// <summary>Several people and the bot.</summary>
    Group,
}
