using PicoClaw.Configuration.Kinds;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Sections;

internal static class NotificationsSection
{
    public static readonly SectionSchema Fields = new(
    [
        new("notifications.tokens", "Notifications:Tokens", FieldMaps.Hashes)
        {
            English = "Who may send by `POST /v1/messages`: a name for each client and the SHA-256 of its token, as `printf %s \"$TOKEN\" | sha256sum` "
                + "prints it. In the variable: `hr=DIGEST; crm=DIGEST`.",
            Chinese = "谁可以调用 `POST /v1/messages`：每个客户端的名称，以及其令牌的 SHA-256，即 "
                + "`printf %s \"$TOKEN\" | sha256sum` 的输出。用环境变量时写成 `hr=摘要; crm=摘要`",
        },
        new("notifications.accounts", "Notifications:Accounts", FieldMaps.TextsByKey)
        {
            English = "The accounts that a client may send from, separated by commas. A client that is not here may use all.",
            Chinese = "客户端可以使用的账号，用逗号分隔。没有写在这里的客户端可以使用全部账号",
        },
        new("notifications.aliases", "Notifications:Aliases", FieldMaps.TextsByKey)
        {
            English = "Names for recipients, which clients write as `alias:NAME`: people's ids and `group:CONVERSATION_ID`, separated by commas.",
            Chinese = "接收人的别名，客户端写成 `alias:别名`：人员 ID 和 `group:会话ID`，用逗号分隔",
        },
    ])
    {
        Live = ["notifications.tokens", "notifications.accounts", "notifications.aliases"],
    };
}
