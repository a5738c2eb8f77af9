using System.Text.Json.Serialization;

namespace PicoClaw.Contracts;

/// <summary>What a person pressed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ActionKind>))]
public enum ActionKind
{
    /// <summary>Stop the turn that makes the reply.</summary>
    Stop,

    /// <summary>The reply was good; <see cref="ActionReceived.Text"/> may say why.</summary>
    FeedbackUp,

    /// <summary>The reply was bad; <see cref="ActionReceived.Text"/> may say why.</summary>
    FeedbackDown,

    /// <summary>Run the command of <see cref="ActionReceived.Text"/>, as if the person had written it.</summary>
    Command,
}
