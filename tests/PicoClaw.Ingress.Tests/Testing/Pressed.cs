using System.Text.Json;
using DingTalk.Stream.Protocol;

namespace PicoClaw.Ingress.Tests.Testing;

/// <summary>Presses on cards as the link delivers them.</summary>
internal static class Pressed
{
    public static readonly Guid ReplyId = Guid.Parse("3f2a9c11-aaaa-8bbb-8ccc-0123456789ab");

    public static StreamFrame Frame(
        object? parameters = null,
        string[]? actionIds = null,
        string? card = null,
        string? userId = "Manager01",
        object? userIdType = null,
        string messageId = "frame1")
    {
        var content = new { cardPrivateData = new { actionIds = actionIds ?? ["a1"], @params = parameters ?? new { } } };
        var outTrackId = card ?? ReplyId.ToString("N");
        return new StreamFrame
        {
            Type = FrameTypes.Callback,
            Headers = new FrameHeaders([new("messageId", messageId), new("topic", Topics.CardCallback)]),
            Data = JsonSerializer.Serialize(
                new { type = "actionCallback", outTrackId, userId, userIdType, content = JsonSerializer.Serialize(content) }),
        };
    }

    public static StreamFrame Stop(string userId = "Manager01", string messageId = "frame1") =>
        Frame(actionIds: ["btn_stop"], userId: userId, messageId: messageId);
}
