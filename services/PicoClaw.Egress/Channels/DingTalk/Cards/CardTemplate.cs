using System.Collections.Frozen;

namespace PicoClaw.Egress.Channels.DingTalk.Cards;

/// <summary>The variables of a template: docs/dingtalk-card-template.json, or one of those that other bots publish.</summary>
/// <param name="Key">The streamed one.</param>
/// <param name="Fixed">What it needs besides, from the beginning on.</param>
/// <param name="AtEnd">What must be set when the card is finished, in a call of its own; none: the last frame does it.</param>
internal sealed record CardTemplate(string Key, IReadOnlyDictionary<string, string> Fixed, IReadOnlyDictionary<string, string> AtEnd)
{
    private const string FlowStatus = "flowStatus", Processing = "1", Finished = "3";
    private const string Layout = """{"autoLayout":true}""";

    // Ids as ingress reads them.
    private const string Stop =
        """
        [{"text":"停止 Stop","color":"gray","status":"normal","event":{"type":"sendCardRequest","params":{"actionId":"btn_stop","params":{}}}}]
        """;

    private const string Thumbs =
        """
        [{"text":"👍","color":"gray","status":"normal","event":{"type":"sendCardRequest","params":{"actionId":"thumb_up","params":{"action":"like"}}}},
        {"text":"👎","color":"gray","status":"normal","event":{"type":"sendCardRequest","params":{"actionId":"thumb_down","params":{"action":"dislike"}}}}]
        """;

    // What is seen depends on flowStatus, which DingTalk itself sets with the last frame.
    private static readonly CardTemplate Own = new(
        "content", new Dictionary<string, string> { ["config"] = Layout, ["stop_buttons"] = Stop }, new Dictionary<string, string>());

    private static readonly Dictionary<string, string> MessageParts = new()
    {
        ["staticMsgContent"] = "",
        ["sys_full_json_obj"] = """{"order":["msgContent"]}""",
        ["config"] = Layout,
    };

    private static readonly Dictionary<string, string> End = new() { [FlowStatus] = Finished };

    private static readonly FrozenDictionary<string, CardTemplate> Public = new Dictionary<string, CardTemplate>(StringComparer.OrdinalIgnoreCase)
    {
        ["382e4302-551d-4880-bf29-a30acfab2e71"] = new("msgContent", MessageParts, End),
        ["02fcf2f4-5e02-4a85-b672-46d1f715543e"] = new("msgContent", MessageParts, End),
        ["675cde2f-f526-40cb-b828-f5b2b57b8b77"] = new(
            "content",
            new Dictionary<string, string> { ["hasAction"] = "true", ["stop_action"] = "true", ["config"] = Layout },
            new Dictionary<string, string> { [FlowStatus] = Finished, ["stop_action"] = "false" }),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static CardTemplate Of(string id) => Public.GetValueOrDefault(id.Split('.')[0], Own);

    /// <summary>All that the card is created with.</summary>
    public Dictionary<string, string> First(string text, bool hasThumbs)
    {
        var values = new Dictionary<string, string>(Fixed) { [Key] = text, [FlowStatus] = Processing };
        if (this == Own)
        {
            values["thumb_buttons"] = hasThumbs ? Thumbs : "[]";
        }

        return values;
    }

    /// <summary>Marks it as finished.</summary>
    public Dictionary<string, string> Last(string? text)
    {
        var values = new Dictionary<string, string>(AtEnd) { [FlowStatus] = Finished };
        if (text is not null)
        {
            values[Key] = text;
        }

        return values;
    }
}
