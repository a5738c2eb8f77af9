using System.Text.Json.Serialization;

namespace PicoClaw.Contracts;

/// <summary>How much of a reply in the making a card shows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CardForm>))]
public enum CardForm
{
    /// <summary>No card: the reply comes as a message.</summary>
    Plain,

    /// <summary>That the bot is at work, then the finished reply.</summary>
    TwoCalls,

    /// <summary>A text that grows in few steps.</summary>
    Sparse,

    /// <summary>A text that grows.</summary>
    Streaming,
}
