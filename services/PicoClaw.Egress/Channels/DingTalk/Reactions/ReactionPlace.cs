using System.Text.Json;

namespace PicoClaw.Egress.Channels.DingTalk.Reactions;

/// <summary>The message that gets a reaction, and the robot that puts it there.</summary>
internal sealed record ReactionPlace(string RobotCode, string Conversation, string Message)
{
    public string Serialize() => JsonSerializer.Serialize(this, ReactionPlaceJson.Default.ReactionPlace);

    public static ReactionPlace Parse(string text) => JsonSerializer.Deserialize(text, ReactionPlaceJson.Default.ReactionPlace)!;
}
