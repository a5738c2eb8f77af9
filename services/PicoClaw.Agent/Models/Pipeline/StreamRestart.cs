using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Marks the update that starts the text of a streamed answer over: its reader drops the text so far.</summary>
internal static class StreamRestart
{
    public const string Key = "restart";

    public static ChatResponseUpdate Update() => new() { AdditionalProperties = new AdditionalPropertiesDictionary { [Key] = true } };
}
