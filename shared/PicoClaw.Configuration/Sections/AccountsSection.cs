using System.Text.Json.Nodes;
using PicoClaw.Configuration.Schema;
using static PicoClaw.Configuration.Kinds.FieldKinds;
using static PicoClaw.Configuration.Kinds.FieldLists;

namespace PicoClaw.Configuration.Sections;

/// <summary>The accounts of all channels: V0 names them by type under channels, V3 and the flat form freely under channel_list.</summary>
internal static class AccountsSection
{
    private const string NothingBefore = "Nothing is sent before the answer.";

    public static readonly IReadOnlyList<string> Lists = ["channels", "channel_list"];

    public static readonly SectionSchema Fields = new([.. Lists.Select(list => new ConfigField(list, "", Elsewhere(DescribeList)))]);

    /// <summary>The fields of every account; the original's settings object may also be written flat.</summary>
    public static readonly SectionSchema Common = new(
        [
            new("type", "", Elsewhere(() => JsonTypes.OneOf(ConfigSchema.Channels.Select(channel => channel.Type)))),
            new("enabled", "Enabled", Flag),
            new("allow_from", "AllowFrom", Ids),
            new("group_trigger.mention_only", "GroupTrigger:MentionOnly", Flag, "mention_only"),
            new("group_trigger.prefixes", "GroupTrigger:Prefixes", Texts),
        ],
        new("placeholder", NothingBefore),
        new("typing", NothingBefore),
        new("reasoning_channel_id", "What a model thinks is not shown."))
    {
        Live = ["allow_from", "group_trigger.mention_only", "group_trigger.prefixes"],
    };

    /// <summary>Channel types of the original: accepted, so that its files can be used as they are, and ignored.</summary>
    public static readonly IReadOnlySet<string> OtherChannels = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "discord", "feishu", "irc", "line", "maixcam", "matrix", "mqtt", "onebot", "pico", "pico_client", "qq", "slack",
        "slack_webhook", "teams_webhook", "telegram", "vk", "wecom", "wecom_aibot", "wecom_app", "weixin", "whatsapp",
        "whatsapp_native",
    };

    private static JsonObject DescribeList()
    {
        var list = JsonTypes.Entries(new JsonObject
        {
            ["anyOf"] = new JsonArray([.. ConfigSchema.Channels.Select(channel => SectionJsonSchema.Of(channel.Account)), OfAnotherChannel()]),
        });
        foreach (var name in OtherChannels)
        {
            list["properties"]![name] = new JsonObject();
        }

        return list;
    }

    private static JsonObject OfAnotherChannel() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("type"),
        ["properties"] = new JsonObject { ["type"] = new JsonObject { ["enum"] = new JsonArray([.. OtherChannels.Select(name => JsonValue.Create(name))]) } },
    };
}
