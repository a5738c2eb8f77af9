using System.Text.Json.Serialization;

namespace PicoClaw.Contracts;

/// <summary>What an agent is doing for a reply.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProgressStage>))]
public enum ProgressStage
{
    /// <summary>The model was asked and has said nothing yet.</summary>
    Thinking,

    /// <summary>A tool runs; <see cref="ReplyProgress.Tool"/> names it.</summary>
    Tool,

    /// <summary>The model writes; <see cref="ReplyProgress.Text"/> grows.</summary>
    Writing,
}
