namespace PicoClaw.Configuration.Tests.Pages;

/// <summary>The two pages of options.</summary>
internal static class OptionsPages
{
    public const string Command = "PICOCLAW_TEST_WRITE=1 dotnet run --project tests/PicoClaw.Configuration.Tests -- --filter-class '*OptionsPageTests'";

    public static PageWords English { get; } = new()
    {
        Page = "docs/options.md",
        Introduction = $"""
            # All options

            [中文](zh/options.md)

            <!-- Made from shared/PicoClaw.Configuration/Sections by: {Command} -->

            Every field of `config.json` with what it accepts, its default, its environment variable and its meaning.
            [configuration.md](configuration.md) has examples and the rules behind them. `picoclaw config schema` prints the same as JSON Schema for
            editors. A variable takes precedence over the file. A list may be written as a single value, and in a variable its values are separated by
            `,` or `，`. Where the default is missing, the meaning says what happens. A change of a field that is marked live takes effect
            [while the bot runs](configuration.md#changes-while-it-runs).

            """,
        Header = "| field | type | default | variable | live | meaning |",
        Root = "## `config.json`",
        Accounts = """
            ## Accounts

            Fields of an entry of `channel_list`, or of `channels.dingtalk`. A variable begins with `PICOCLAW_CHANNEL_LIST__<name>`. `client_id`,
            `client_secret`, `enabled` and `allow_from` of the only account may also be called `PICOCLAW_CHANNELS_DINGTALK_CLIENT_ID` and so on, as in the
            original.
            """,
        Models = "## Models\n\nFields of an entry of `model_list`. They have no variables; a key can be read from one: `\"api_keys\": [\"${MODEL_KEY}\"]`.",
        Servers = "## MCP servers\n\nFields of an entry of `mcp_servers`. An entry needs either `command` or `url`.",
        Schedules = "## Schedules\n\nFields of an entry of `schedules`. An entry needs either `cron` or `at`, either `user` or `group`, and either `text` or "
            + "`prompt`. All of them are live. [schedules.md](schedules.md) has examples.",
        Ignored = """
            ## Ignored

            Names that files of the original may contain and that have no effect here. The start names them in a warning, with this advice. Channels other than
            DingTalk are ignored as well. Any other unknown name stops the start.

            | name | advice |
            |---|---|
            """,
        Alias = " Also: ",
        Text = "text",
        Texts = "list of texts",
        List = "list",
        Whole = "whole number",
        Number = "number",
        Object = "object",
    };

    public static PageWords Chinese { get; } = new()
    {
        Page = "docs/zh/options.md",
        Introduction = $"""
            # 全部配置项

            [English](../options.md)

            <!-- Made from shared/PicoClaw.Configuration/Sections by: {Command} -->

            `config.json` 的每个字段：取值、默认值、环境变量和含义。示例和规则见 [configuration.md](configuration.md)。
            `picoclaw config schema` 输出同样内容的 JSON Schema，供编辑器使用。环境变量优先于文件。
            列表只有一个值时可以直接写这个值；在环境变量里用 `,` 或 `，` 分隔。
            没有默认值的字段，含义中说明了不写时的行为。
            标有「即时」的字段，修改后[不用重启就生效](configuration.md#运行中修改配置)。

            """,
        Header = "| 字段 | 类型 | 默认值 | 环境变量 | 即时 | 含义 |",
        Root = "## `config.json`",
        Accounts = """
            ## 账号

            `channel_list` 中每一项的字段，也是 `channels.dingtalk` 的字段。环境变量以 `PICOCLAW_CHANNEL_LIST__<name>` 开头。
            只有一个账号时，`client_id`、`client_secret`、`enabled` 和 `allow_from` 也可以沿用原版的写法，
            即 `PICOCLAW_CHANNELS_DINGTALK_CLIENT_ID` 等。
            """,
        Models = "## 模型\n\n`model_list` 中每一项的字段。没有对应的环境变量，但密钥可以取自环境变量："
            + "`\"api_keys\": [\"${MODEL_KEY}\"]`。",
        Servers = "## MCP 服务器\n\n`mcp_servers` 中每一项的字段。`command` 和 `url` 必须且只能写一个。",
        Schedules = "## 定时任务\n\n`schedules` 中每一项的字段。`cron` 和 `at`、`user` 和 `group`、`text` 和 `prompt` 各写一个。"
            + "修改后都不用重启。示例见 [schedules.md](schedules.md)。",
        Ignored = """
            ## 被忽略的字段

            原版配置文件中可能出现、在这里不起作用的字段。启动时会逐一告警，并给出下面的提示（程序原文）。
            钉钉以外的渠道同样被忽略。其他不认识的字段会停止启动。

            | 字段 | 提示 |
            |---|---|
            """,
        Alias = "。也可写作 ",
        Text = "文本",
        Texts = "文本列表",
        List = "列表",
        Whole = "整数",
        Number = "小数",
        Object = "对象",
    };
}
