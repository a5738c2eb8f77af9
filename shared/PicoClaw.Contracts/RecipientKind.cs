using System.Text.Json.Serialization;

namespace PicoClaw.Contracts;

/// <summary>What a recipient's id stands for. Written as its name on the wire.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RecipientKind>))]
public enum RecipientKind
{
    /// <summary>A person, by the id that <see cref="Sender.Id"/> has; written to in their own chat with the bot.</summary>
    Person,

    /// <summary>A group that the bot is in, by the id that <see cref="Conversation.Id"/> has.</summary>
    Group,

    /// <summary>Recipients to which the configuration of egress gives this name.</summary>
    Alias,
}
