using PicoClaw.Configuration.Schema;
using static PicoClaw.Configuration.Kinds.FieldKinds;
using static PicoClaw.Configuration.Kinds.FieldLists;
using static PicoClaw.Configuration.Kinds.FieldNumbers;

namespace PicoClaw.Configuration.Sections;

internal static class AgentSection
{
    public const string Defaults = "agents.defaults.";

    private const int MostDays = 3650;

    public static readonly SectionSchema Fields = new(
        [
            new("admins", "Agent:Commands:Admins", Ids)
            {
                Default = "[]",
                English = "Who may change shared settings in a group, besides DingTalk's administrators: `\"0123456789\"` with exact case, "
                    + "`\"dingtalk:0123456789\"` with any case, `\"*\"` for everyone.",
                Chinese = "除钉钉管理员之外，还有谁可以在群里修改共用设置：`\"0123456789\"` 区分大小写，"
                    + "`\"dingtalk:0123456789\"` 不区分，`\"*\"` 表示所有人",
            },
            new("session.dimensions", "Agent:Session:Dimensions", Texts)
            {
                Default = "[\"chat\"]",
                English = "What has a conversation of its own: `[\"chat\"]` each chat; `[\"chat\", \"sender\"]` every member of a group.",
                Chinese = "会话按什么划分：`[\"chat\"]` 每个聊天一个会话；`[\"chat\", \"sender\"]` 群里每人一个会话",
            },
            new("retention.turn_days", "Agent:Retention:TurnDays", Whole(3, MostDays))
            {
                Default = "30",
                English = "Days that messages and replies are kept after their turn; during that time the same message is not answered twice.",
                Chinese = "消息和回复在处理完之后保留的天数；在此期间同一条消息不会回答两次",
            },
            new("retention.history_days", "Agent:Retention:HistoryDays", Whole(1, MostDays))
            {
                Default = "180",
                English = "Days that a conversation's messages and summary are kept.",
                Chinese = "会话历史和摘要保留的天数",
            },
            new("retention.conversation_days", "Agent:Retention:ConversationDays", Whole(7, MostDays))
            {
                Default = "365",
                English = "Days of silence after which a conversation is forgotten: the model chosen with `/model`, its address.",
                Chinese = "会话沉默多少天之后被遗忘，包括用 `/model` 选定的模型和会话地址",
            },
            new("retention.usage_days", "Agent:Retention:UsageDays", Whole(1, MostDays))
            {
                Default = "400",
                English = "Days that token counts are kept.",
                Chinese = "token 用量记录保留的天数",
            },
            new("retention.file_days", "Blobs:KeepDays", Whole(1, MostDays))
            {
                Default = "7",
                English = "Days that pictures and files are kept, those that people send and those that the bot makes.",
                Chinese = "图片和文件保留的天数，包括用户发来的和机器人生成的",
            },
            new("attachments.max_megabytes", "Agent:Attachments:MaxMegabytes", Whole(1, 100))
            {
                Default = "20",
                English = "The largest picture or file that the bot takes from people, in MB. DingTalk itself takes 20 MB.",
                Chinese = "机器人接收的图片和文件的大小上限（MB）；钉钉自身的上限是 20 MB",
            },
            new("agents.defaults.workspace", "Agent:Defaults:Workspace", Folder)
            {
                English = "The folder of `AGENT.md`, `SOUL.md`, `USER.md` and `memory/MEMORY.md`, which become part of the prompt and are read again "
                    + "for every answer. If missing: `workspace/` in `PICOCLAW_HOME`.",
                Chinese = "存放 `AGENT.md`、`SOUL.md`、`USER.md` 和 `memory/MEMORY.md` 的目录，内容会写入提示词，每次回答都重新"
                    + "读取。不写时为 `PICOCLAW_HOME` 下的 `workspace/`",
            },
            new("agents.defaults.model_name", "Agent:Defaults:ModelName", Text, "agents.defaults.model")
            {
                English = "The model that answers unless a user has chosen another with `/model`. If missing: the first entry of `model_list`.",
                Chinese = "默认使用的模型，用户可以用 `/model` 另选。不写时取 `model_list` 的第一项",
            },
            new("agents.defaults.model_fallbacks", "Agent:Defaults:ModelFallbacks", Texts)
            {
                Default = "[]",
                English = "Model names to ask when the model and its own `fallbacks` do not answer.",
                Chinese = "模型及其 `fallbacks` 都不可用时，依次改用这些模型",
            },
            new("agents.defaults.max_tokens", "Agent:Defaults:MaxTokens", Whole())
            {
                English = "Tokens of an answer, up to 100,000,000. If missing or 0: the service's limit.",
                Chinese = "单次回答的 token 上限，最大 100,000,000。不写或写 0 时由模型服务决定",
            },
            new("agents.defaults.context_window", "Agent:Defaults:ContextWindow", Whole())
            {
                English = "Tokens of a whole request, up to 100,000,000 and more than `max_tokens`. If missing or 0: 4 × `max_tokens`, or 4 × 8192.",
                Chinese = "一次请求的 token 总量，最大 100,000,000，必须大于 `max_tokens`。不写或写 0 时为 `max_tokens` 的 4 倍"
                    + "，两者都没有时为 8192 的 4 倍",
            },
            new("agents.defaults.temperature", "Agent:Defaults:Temperature", Number(0, 2))
            {
                English = "Some models accept only their own value. If missing: the service's.",
                Chinese = "采样温度，有些模型只接受自己的固定值。不写时由模型服务决定",
            },
            new("agents.defaults.max_tool_iterations", "Agent:Defaults:MaxToolIterations", Whole())
            {
                Default = "20",
                English = "How often the model may call tools before it must answer; more than 20 failed calls in one answer end it as well. 0: the "
                    + "default.",
                Chinese = "模型在作答之前最多调用几轮工具；一次回答中失败超过 20 次也会结束。0 表示默认值",
            },
            new("agents.defaults.allow_remember", "Agent:Defaults:AllowRemember", Flag)
            {
                Default = "false",
                English = "Gives the model a tool that adds a line to `memory/MEMORY.md`. A note from one person is visible to everyone, and the folder "
                    + "must be writable.",
                Chinese = "允许模型用工具向 `memory/MEMORY.md` 追加一行。一个人的记录对所有人可见，目录必须可写",
            },
            new("agents.defaults.allow_send_file", "Agent:Defaults:AllowSendFile", Flag)
            {
                Default = "false",
                English = "Gives the model a tool that sends the user a file of the workspace, up to 20 MB: everyone who may talk to the bot can get "
                    + "what lies there. Hidden files, keys and the configuration are never sent.",
                Chinese = "允许模型用工具把工作区里的文件（不超过 20 MB）发给用户："
                    + "能和机器人对话的人都可能拿到里面的文件。隐藏文件、密钥和配置文件不会发出",
            },
            new("agents.defaults.summarize_message_threshold", "Agent:Defaults:SummarizeMessageThreshold", Whole())
            {
                Default = "20",
                English = "A longer history is summarized; the last 4 messages are kept. 0: the default.",
                Chinese = "历史超过多少条消息就做摘要，最后 4 条保留原文。0 表示默认值",
            },
            new("agents.defaults.summarize_token_percent", "Agent:Defaults:SummarizeTokenPercent", Whole(0, 100))
            {
                Default = "75",
                English = "A history above this share of the context window is summarized too. 0: the default.",
                Chinese = "历史超过上下文窗口的百分之多少时也做摘要。0 表示默认值",
            },
            new("agents.defaults.max_llm_retries", "Agent:Defaults:MaxLlmRetries", Whole())
            {
                Default = "2",
                English = "Retries after 2 s and 4 s, on a timeout, a network error, 429 or 5xx, and when an answer is empty or cut off. Then the next "
                    + "model is asked, and this one pauses. 0: none.",
                Chinese = "超时、网络错误、429、5xx 以及回答为空或中断时的重试次数，间隔 2 秒、4 秒；仍不成功就换"
                    + "下一个模型，原模型暂停一段时间。0 表示不重试",
            },
            new("agents.defaults.turn_timeout", "Agent:Defaults:TurnTimeout", Whole(10, 3600))
            {
                Default = "600",
                English = "Seconds for an answer, with all retries, fallbacks and tools.",
                Chinese = "一次回答的总时限（秒），包含重试、切换模型和工具调用",
            },
            new("agents.defaults.progress_after", "Agent:Defaults:ProgressAfter", Whole(0, 3600))
            {
                Default = "20",
                English = "Seconds after which one short message says that an answer takes longer, with a link that stops it, unless a card shows it. 0: never.",
                Chinese = "回答超过多少秒还没完成，就发一条简短提示，附停止链接；已有卡片显示时不发。0 表示不发",
            },
            new("agents.defaults.turns_per_minute", "Agent:Defaults:TurnsPerMinute", Whole(0, 10_000))
            {
                Default = "20",
                English = "Turns that one person may start within a minute, in all conversations and over all replicas. 0: no limit.",
                Chinese = "每人每分钟最多发起几轮对话，跨会话、跨副本合计。0 表示不限",
            },
            new("agents.defaults.schedule_spread", "Agent:Defaults:ScheduleSpread", Whole(0, 3600))
            {
                Default = "60",
                English = "A schedule by cron is sent up to so many seconds after its time, each always by the same number, so that not all leave at once.",
                Chinese = "按 cron 执行的定时任务最多推迟多少秒，每个任务的推迟固定不变，避免同时发送",
            },
            new("agents.defaults.language", "Agent:Defaults:Language", Text)
            {
                Default = "\"auto\"",
                English = "The language of the bot's own messages (busy, failed, commands): `zh`, `en`, or `auto`, that of the user's message.",
                Chinese = "机器人自身提示（忙、失败、命令）的语言：`zh`、`en`，或 `auto`，即跟随用户",
            },
            new("agents.defaults.mention_asker", "Agent:Defaults:MentionAsker", Flag)
            {
                Default = "true",
                English = "In groups the answer mentions the people it answers, so that DingTalk notifies them; only session webhooks can do it.",
                Chinese = "在群里回答时 @ 提问的人，让钉钉提醒他；只有会话 Webhook 能做到",
            },
        ],
        new("agents[]", "One agent answers here; write its settings as \"agents\": { \"defaults\": { … } }."),
        new("agents.list", "One agent answers here; write its settings under agents.defaults."),
        new("agents.dispatch", "One agent answers everybody here."),
        new("agents.defaults.provider", "Write it in front of the model's name in model_list, such as \"model\": \"deepseek/deepseek-chat\"."),
        new("agents.defaults.routing", "One model answers; write others under agents.defaults.model_fallbacks."),
        new("agents.defaults.max_parallel_turns", "Conversations are answered side by side; Lanes__MaxLanes in the environment limits them."),
        new("agents.defaults.llm_retry_backoff_secs", "Retries follow after 2 and 4 seconds; max_llm_retries says how many."),
        new("session.dm_scope", "A direct chat is always one person's; write session.dimensions for groups."),
        new("session.backlog_limit", "Write agents.defaults.summarize_message_threshold: older messages are summarized."),
        new("session.identity_links", "Each account's people are its own here."),
        "agents.defaults.allow_read_outside_workspace", "agents.defaults.context_manager", "agents.defaults.context_manager_config",
        "agents.defaults.image_model", "agents.defaults.image_model_fallbacks", "agents.defaults.max_media_size",
        "agents.defaults.restrict_to_workspace", "agents.defaults.split_on_marker", "agents.defaults.steering_mode",
        "agents.defaults.subturn", "agents.defaults.tool_feedback", "agents.defaults.turn_profile")
    {
        Live =
        [
            "admins", "agents.defaults.model_name", "agents.defaults.model_fallbacks", "agents.defaults.max_tokens",
            "agents.defaults.context_window", "agents.defaults.temperature", "agents.defaults.max_tool_iterations",
            "agents.defaults.summarize_message_threshold", "agents.defaults.summarize_token_percent", "agents.defaults.max_llm_retries",
            "agents.defaults.turn_timeout", "agents.defaults.turns_per_minute", "agents.defaults.language", "agents.defaults.mention_asker",
            "agents.defaults.schedule_spread", "agents.defaults.progress_after",
        ],
    };
}
