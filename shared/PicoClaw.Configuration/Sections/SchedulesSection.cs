using PicoClaw.Configuration.Schema;
using static PicoClaw.Configuration.Kinds.FieldKinds;

namespace PicoClaw.Configuration.Sections;

internal static class SchedulesSection
{
    public const string List = "schedules";

    public static readonly SectionSchema Fields = new(
        [
            new(List, "", Elsewhere(() => JsonTypes.Entries(SectionJsonSchema.Of(Entry!))))
            {
                English = "What the bot says first, by name: a text or a prompt, at a time (docs/schedules.md).",
                Chinese = "机器人主动发送的内容，按名称书写：到时发送文本或执行提示词（docs/schedules.md）",
            },
        ])
    {
        Live = [List],
    };

    public static readonly SectionSchema Entry = new(
        [
            new("enabled", "", Elsewhere(JsonTypes.Flag))
            {
                Default = "true",
                English = "`false` disables the schedule.",
                Chinese = "设为 `false` 停用这个定时任务",
            },
            new("cron", "Cron", Text)
            {
                English = "When, as five fields, such as `10 9 * * 1-5`. Minute 10 rather than 0: at full hours DingTalk is busy.",
                Chinese = "何时执行，五段 cron，例如 `10 9 * * 1-5`。建议用 10 分而不是整点，整点时钉钉较繁忙",
            },
            new("at", "At", Text)
            {
                English = "When, once, such as `2026-12-01 09:00`; in place of `cron`.",
                Chinese = "只执行一次的时间，例如 `2026-12-01 09:00`，与 `cron` 二选一",
            },
            new("time_zone", "TimeZone", Text)
            {
                English = "The IANA time zone of `cron` and `at`, such as `Asia/Shanghai`. If missing: the bot's.",
                Chinese = "`cron` 和 `at` 所用的 IANA 时区，例如 `Asia/Shanghai`。不写时为机器人所在时区",
            },
            new("account", "Account", Text)
            {
                English = "The account that sends. If missing: the only one that is enabled.",
                Chinese = "由哪个账号发送。不写时为唯一启用的账号",
            },
            new("user", "User", Text)
            {
                English = "To whom: the id of a person, as `/id` shows it.",
                Chinese = "发给谁：用户编号，可用 `/我的编号` 查看",
            },
            new("group", "Group", Text)
            {
                English = "To which group: its conversation id; in place of `user`.",
                Chinese = "发到哪个群：群的会话 id，与 `user` 二选一",
            },
            new("text", "Text", Text)
            {
                English = "The text that is sent, Markdown.",
                Chinese = "发送的文本，Markdown 格式",
            },
            new("prompt", "Prompt", Text)
            {
                English = "What the model carries out; its answer is sent. In place of `text`.",
                Chinese = "由模型执行的提示词，发送它的回答，与 `text` 二选一",
            },
        ]);
}
