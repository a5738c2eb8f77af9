using PicoClaw.Configuration.Kinds;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Sections;

/// <summary>The fields of a DingTalk account besides those of every account.</summary>
internal static class DingTalkAccount
{
    public static readonly ChannelSchema Channel = new(
        "dingtalk",
        "DingTalk",
        AccountsSection.Common,
        new("client_id", "ClientId", FieldSecrets.Credential, "settings.client_id")
        {
            English = "The Client ID (AppKey) of the DingTalk app.",
            Chinese = "钉钉应用的 Client ID（旧称 AppKey）",
        },
        new("client_secret", "ClientSecret", FieldSecrets.Secret, "settings.client_secret")
        {
            English = "The Client Secret (AppSecret) of the DingTalk app, or `file://path`.",
            Chinese = "钉钉应用的 Client Secret（旧称 AppSecret），也可以写成 `file://路径`",
        },
        new("robot_code", "RobotCode", FieldKinds.Text, "settings.robot_code")
        {
            English = "The robot's code, only if it differs from the Client ID.",
            Chinese = "机器人编码，只有和 Client ID 不同时才需要填",
        },
        new("api_base", "ApiBase", FieldAddresses.Address, "settings.api_base")
        {
            Default = "\"https://api.dingtalk.com\"",
            English = "The address of DingTalk's API; another one outside China, such as `https://api.dingtalk.io`.",
            Chinese = "钉钉新版接口的地址；海外版例如 `https://api.dingtalk.io`",
        },
        new("oapi_base", "OapiBase", FieldAddresses.Address, "settings.oapi_base")
        {
            Default = "\"https://oapi.dingtalk.com\"",
            English = "The address of DingTalk's older API, such as media upload.",
            Chinese = "钉钉旧版接口的地址，例如上传媒体文件",
        },
        new("cards", "Cards", FieldKinds.OneOf(("off", "Off"), ("auto", "Auto"), ("always", "Always")), "settings.cards")
        {
            Default = "\"off\"",
            English = "Whether an answer is shown on an AI card while it is written: `off`, `auto` (as far as the month's API calls allow) or `always` "
                + "(whatever it costs).",
            Chinese = "回答生成时是否用 AI 卡片边写边显示：`off` 不用，"
                + "`auto` 按本月剩余的 API 额度决定，`always` 总是用（不管额度）",
        },
        new("card_template", "CardTemplate", FieldKinds.Text, "settings.card_template")
        {
            English = "The id of the cards' template, such as `….schema`; needed unless `cards` is `off`. "
                + "Import `docs/dingtalk-card-template.json` to have one.",
            Chinese = "卡片模板 ID，形如 `….schema`；`cards` 不是 `off` 时必填。可以导入 `docs/dingtalk-card-template.json` 得到一个",
        },
        new("reaction", "Reaction", FieldKinds.OneOf(("off", "Off"), ("thinking", "Thinking")), "settings.reaction")
        {
            Default = "\"off\"",
            English = "Whether the question gets a reaction while its answer is made: `thinking` puts DingTalk's thinking face on it and takes it back "
                + "afterwards. Two API calls an answer, made as far as the month's calls allow. DingTalk does not document these calls.",
            Chinese = "生成回答时是否在提问上贴表情：`thinking` 贴上“🤔思考中”，答完撤回。"
                + "每个回答两次 API 调用，额度不够时不贴。这个接口钉钉没有公开文档",
        })
    {
        Id = "client_id",
        Required = ["client_id", "client_secret"],
    };
}
