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

    public static readonly SectionSchema Fields = new([.. Lists.Select(list => new ConfigField(list, "", Elsewhere(DescribeList))
    {
        English = "The accounts by name: in `channels` the type of the channel, `dingtalk`; in `channel_list` a name of your choice.",
        Chinese = "账号，按名称书写：`channels` 里名称就是渠道类型 `dingtalk`，`channel_list` 里名称自取",
    })]);

    /// <summary>The fields of every account; the original's settings object may also be written flat.</summary>
    public static readonly SectionSchema Common = new(
        [
            new("type", "", Elsewhere(() => JsonTypes.OneOf(ConfigSchema.Channels.Select(channel => channel.Type))))
            {
                English = "The channel: `dingtalk`. If missing, the account's name is the channel.",
                Chinese = "渠道类型：`dingtalk`。不写时以账号名作为类型",
            },
            new("enabled", "Enabled", Flag)
            {
                Default = "false",
                English = "Whether the account is in use.",
                Chinese = "是否启用这个账号",
            },
            new("allow_from", "AllowFrom", Ids)
            {
                Default = "[]",
                English = "Who may talk to the bot, by user id: `\"0123456789\"` with exact case, `\"dingtalk:0123456789\"` with any case, `\"*\"` for "
                    + "everyone. Empty: everyone, with a warning.",
                Chinese = "允许和机器人对话的人，填用户 ID：`\"0123456789\"` 区分大小写，`\"dingtalk:0123456789\"` 不区分，"
                    + "`\"*\"` 表示所有人。留空也表示所有人，但启动时会告警",
            },
            new("group_trigger.mention_only", "GroupTrigger:MentionOnly", Flag, "mention_only")
            {
                Default = "false",
                English = "In groups, answer only when mentioned.",
                Chinese = "群里只回答 @ 机器人的消息",
            },
            new("group_trigger.prefixes", "GroupTrigger:Prefixes", Texts)
            {
                Default = "[]",
                English = "In groups, answer a message without a mention only if it starts with one of these prefixes, which is then removed.",
                Chinese = "群里没有 @ 机器人的消息，以其中某个前缀开头才回答，前缀会去掉",
            },
            new("feedback", "Feedback", OneOf("off", "links", "card"))
            {
                Default = "\"off\"",
                English = "How people say whether an answer was good: `links` puts thumbs up and down below it, `card` on its card, if it has one.",
                Chinese = "如何收集对回答的评价：`links` 在回答下方附点赞、点踩链接，"
                    + "`card` 在回答的卡片上显示（有卡片时）",
            },
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
