using PicoClaw.Configuration.Schema;
using static PicoClaw.Configuration.Kinds.FieldKinds;
using static PicoClaw.Configuration.Kinds.FieldLists;
using static PicoClaw.Configuration.Kinds.FieldNumbers;

namespace PicoClaw.Configuration.Sections;

internal static class EgressSection
{
    public static readonly SectionSchema Fields = new(
    [
        new("egress.api_calls_per_second", "Egress:Limits:ApiCallsPerSecond", Whole(1, 1000))
        {
            Default = "20",
            English = "Calls of one account to one OpenAPI (direct messages, group messages) per second. Raise it only if your organization has bought "
                + "more.",
            Chinese = "每个账号对每个接口（单聊、群聊）每秒的调用次数。只有购买了更高额度才调大",
        },
        new("egress.calls_at_once", "Egress:Limits:CallsAtOnce", Whole(1, 32))
        {
            Default = "4",
            English = "Calls of one account in flight: so many replies may appear twice if the process is killed.",
            Chinese = "每个账号同时进行的调用数；进程被强行终止时，最多有这么多条回复可能重复",
        },
        new("egress.api_calls_per_month", "Egress:Limits:ApiCallsPerMonth", Whole())
        {
            Default = "5000",
            English = "API calls of one account in a calendar month in China; 0: no limit. A warning at 80 %. At 100 % only session webhooks are used.",
            Chinese = "每个账号每个自然月（北京时间）的 API 调用额度；0 表示不限。到 80% 告警，到 100% 只用会话 "
                + "Webhook",
        },
        new("egress.webhook_messages_per_minute", "Egress:Limits:WebhookMessagesPerMinute", Whole(0, 10_000))
        {
            Default = "20",
            English = "Replies through session webhooks per minute; 0: no limit. Beyond it they wait and are merged.",
            Chinese = "每分钟通过会话 Webhook 发送的回复数；0 表示不限。超过时排队并合并",
        },
        new(
            "egress.webhook_limit_by",
            "Egress:Limits:WebhookLimitBy",
            OneOf(("robot_and_conversation", "RobotAndConversation"), ("robot", "Robot"), ("webhook", "Webhook")))
        {
            Default = "\"robot_and_conversation\"",
            English = "What `egress.webhook_messages_per_minute` counts: `robot` all replies of a robot, `robot_and_conversation` those of each "
                + "chat, `webhook` those of each webhook.",
            Chinese = "`egress.webhook_messages_per_minute` 按什么计数：`robot` 整个机器人合计，`robot_and_conversation` 每个会话"
                + "分别计，`webhook` 每个 Webhook 单独计",
        },
        new("egress.stream_calls_per_month", "Egress:Limits:StreamCallsPerMonth", Whole())
        {
            Default = "3000",
            English = "DingTalk's second meter, of Stream pushes and webhook calls together; 0: no warning. Nothing is blocked.",
            Chinese = "钉钉的第二个月度额度：Stream 推送和 Webhook 调用合计；0 表示不告警。只告警，不拦截",
        },
        new("egress.webhook_counts_as_stream", "Egress:Limits:WebhookCountsAsStream", Flag)
        {
            Default = "true",
            English = "Whether a webhook reply counts on the Stream meter, too, beside the message that it answers; DingTalk does not say.",
            Chinese = "除收到的消息之外，Webhook 回复是否也计入 Stream 额度；钉钉没有明确说明",
        },
        new("egress.conversation_messages_per_minute", "Egress:Limits:ConversationMessagesPerMinute", Whole(0, 10_000))
        {
            Default = "0",
            English = "Messages to one conversation per minute by any route; 0: no limit.",
            Chinese = "每分钟发往同一会话的消息数，不论走哪条路；0 表示不限",
        },
        new("egress.address_calls_per_20_seconds", "Egress:Limits:AddressCallsPer20Seconds", Whole(1, 1_000_000))
        {
            Default = "6000",
            English = "Calls of this process, because DingTalk also limits by public address; divide it among processes that share one.",
            Chinese = "本进程每 20 秒的调用次数，因为钉钉还按公网 IP 限流；多个进程共用一个公网 IP 时要分摊",
        },
        new("egress.bulk_every", "Egress:Limits:BulkEvery", Whole(2, 1000))
        {
            Default = "5",
            English = "While interactive and bulk replies compete, every Nth call goes to bulk.",
            Chinese = "交互回复和批量回复竞争时，每 N 次调用中有一次留给批量回复",
        },
        new("egress.max_age_minutes", "Egress:Delivery:MaxAgeMinutes", Whole(1, 10_080))
        {
            Default = "30",
            English = "How long a reply is retried after its first call before it fails with the last reason.",
            Chinese = "一条回复从首次调用起最多重试多久（分钟），之后以最后一次的原因失败",
        },
        new("egress.unknown_outcome", "Egress:Delivery:UnknownOutcome", OneOf(("retry", "Retry"), ("at-most-once", "AtMostOnce")))
        {
            Default = "\"retry\"",
            English = "When it is unknown whether a call arrived (timeout, 5xx, a crash): `retry` sends again and may double, `at-most-once` gives up "
                + "and may lose.",
            Chinese = "调用是否送达不明（超时、5xx、崩溃）时：`retry` 重发，可能重复；`at-most-once` 放弃，可能丢失",
        },
        new("egress.keep_sent_days", "Egress:Retention:SentDays", Whole(1, 3650))
        {
            Default = "7",
            English = "Days that sent replies stay in the store; a reply that the broker repeats later is sent again.",
            Chinese = "已发送的回复在数据库中保留的天数；之后消息中间件若再次投递，会重新发送",
        },
        new("egress.keep_failed_days", "Egress:Retention:FailedDays", Whole(1, 3650))
        {
            Default = "90",
            English = "Days that failed replies stay in the store.",
            Chinese = "失败的回复在数据库中保留的天数",
        },
        new("egress.keep_conversation_days", "Egress:Retention:ConversationDays", Whole(7, 3650))
        {
            Default = "730",
            English = "Days that the place of a silent conversation's last reply is kept; keep it above `retention.conversation_days`, or a reply after "
                + "the silence waits 60 s.",
            Chinese = "沉默会话最后一条回复的序号保留的天数；应大于 `retention.conversation_days`，否则沉默之后的第一条"
                + "回复要等 60 秒",
        },
        new("egress.media.file_types", "Egress:Media:FileTypes", Texts)
        {
            Default = "[]",
            English = "Extensions of the files that DingTalk takes; empty: the documented doc, docx, xls, xlsx, ppt, pptx, zip, pdf, rar. Other files are "
                + "not sent, and the user is told.",
            Chinese = "钉钉接收的文件扩展名；留空为文档列出的 doc、docx、xls、xlsx、ppt、pptx、zip、pdf、rar。"
                + "其他文件不发送，并告知用户",
        },
        new("egress.markdown.tables", "Egress:Markdown:Tables", OneOf("Keep", "List"))
        {
            Default = "\"Keep\"",
            English = "`List` turns each row of a table into a bullet, for phones, many of which show no tables.",
            Chinese = "`List` 把表格的每一行改成列表项，因为很多手机端不显示表格",
        },
        new("egress.markdown.escape_html_in_code", "Egress:Markdown:EscapeHtmlInCode", Flag)
        {
            Default = "false",
            English = "`true` is for old clients that render HTML in code or show such a message as blank; newer clients would then show "
                + "`List&lt;string&gt;`.",
            Chinese = "旧版客户端会渲染代码里的 HTML 或显示空白，这时设为 `true`；新版客户端会因此显示成 "
                + "`List&lt;string&gt;`",
        },
        new("egress.markdown.max_chunk_bytes", "Egress:Markdown:MaxChunkBytes", Whole(1000, 14_000))
        {
            Default = "12000",
            English = "The size of a message, serialized. A longer reply is split into several messages, numbered `(1/3)`.",
            Chinese = "一条消息序列化后的最大字节数。更长的回复拆成多条，标注 `(1/3)`",
        },
        new("egress.markdown.max_chunk_chars", "Egress:Markdown:MaxChunkChars", Whole(500, 14_000))
        {
            Default = "3500",
            English = "The size of a message in characters.",
            Chinese = "一条消息的最大字符数",
        },
        new("egress.markdown.max_parts", "Egress:Markdown:MaxParts", Whole(1, 100))
        {
            Default = "8",
            English = "The most messages that one reply may become. The last of them says roughly how much was left out.",
            Chinese = "一条回复最多拆成几条消息，最后一条会说明大约省略了多少",
        },
    ])
    {
        Live =
        [
            "egress.api_calls_per_second", "egress.calls_at_once", "egress.api_calls_per_month", "egress.webhook_messages_per_minute",
            "egress.stream_calls_per_month", "egress.webhook_counts_as_stream", "egress.conversation_messages_per_minute",
            "egress.address_calls_per_20_seconds", "egress.max_age_minutes", "egress.unknown_outcome",
        ],
    };
}
