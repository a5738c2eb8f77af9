using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests;

/// <summary>Files as the original's guides show them: they start, and fields without effect say what to write instead.</summary>
public sealed class ConfigOriginalTests
{
    private const string Prefix = "Ignored, because this edition of PicoClaw does not use it: ";

    [Fact]
    public void Load_SectionsOfTheOriginal_AreWarningsThatSayWhereThingsBelong()
    {
        using var folder = new ConfigFolder("""
            { "_comment": "x", "tools": { "web": { "enabled": true }, "cron": {}, "mcp": { "enabled": false, "discovery": {} } }, "providers": { "openai": {} },
              "heartbeat": { "enabled": true }, "gateway": { "_comment": "y", "log_level": "fatal" },
              "agents": { "defaults": { "subturn": {} }, "list": [] },
              "model_list": [ { "_comment": "z", "model_name": "a", "model": "b", "api_key": "k", "thinking_level": "high", "proxy": "http://p:1" } ],
              "session": { "dm_scope": "per-channel-peer", "backlog_limit": 20 },
              "channels": { "telegram": { "token": "t" } },
              "channel_list": { "my": { "type": "feishu" }, "qq": {}, "a": { "type": "dingtalk", "enabled": false, "typing": {}, "placeholder": {} } } }
            """);

        folder.Warnings().ShouldBe(
        [
            Prefix + "agents.list. One agent answers here; write its settings under agents.defaults.",
            Prefix + "channel_list.a.placeholder, channel_list.a.typing. Nothing is sent before the answer.",
            Prefix + "gateway.log_level. Set Logging__LogLevel__Default in the environment, such as Debug, Information or Warning.",
            Prefix + "model_list[0].proxy. Set HTTPS_PROXY (and NO_PROXY) in the environment: one proxy for all.",
            Prefix + "model_list[0].thinking_level. Write what the service is to be sent under extra_body.",
            Prefix + "providers. Write each provider as an entry of model_list: model_name, model, api_base and api_keys.",
            Prefix + "session.backlog_limit. Write agents.defaults.summarize_message_threshold: older messages are summarized.",
            Prefix + "session.dm_scope. A direct chat is always one person's; write session.dimensions for groups.",
            Prefix + "tools.cron, tools.web. The tools of the original are not there; servers of MCP under mcp_servers bring others.",
            Prefix + "tools.mcp.discovery. Every tool of every server is offered to the model.",
            Prefix + "agents.defaults.subturn, channel_list.my, channel_list.qq, channels.telegram, heartbeat.",
        ]);
    }

    [Fact]
    public void Load_ProvidersAlone_StopsRatherThanEcho()
    {
        using var folder = new ConfigFolder(
            """{ "providers": { "zhipu": { "api_key": "S3cret", "api_base": "https://open.bigmodel.cn/api/paas/v4" } } }""");

        folder.Error().ShouldContain("line 1, column 16: providers is not read. Write the model as an entry of model_list: ");
        folder.Error().ShouldNotContain("S3cret");
    }

    [Fact]
    public void Load_AgentsAsAList_IsAWarning()
    {
        using var folder = new ConfigFolder("""{ "agents": [ { "id": "research", "name": "Research Agent" } ] }""");

        folder.Warnings().ShouldHaveSingleItem().ShouldContain("agents. One agent answers here");
    }

    [Theory]
    [InlineData("PICOCLAW_LOG_LEVEL", "debug", "PICOCLAW_LOG_LEVEL. Set Logging__LogLevel__Default instead")]
    [InlineData("PICOCLAW_TOOLS_WEB_PROXY", "http://x", "PICOCLAW_TOOLS_WEB_PROXY.")]
    [InlineData("PICOCLAW_BROKR", "memory", "PICOCLAW_BROKR.")]
    public void Load_VariableThatNothingReads_IsAWarning(string variable, string value, string expected)
    {
        using var folder = new ConfigFolder("{}").With(variable, value);

        folder.Warnings().ShouldHaveSingleItem().ShouldStartWith(Prefix + expected);
    }

    [Fact]
    public void Load_NoModelsInUse_LeavesNamesToTheAgent()
    {
        using var folder = new ConfigFolder("""{ "agents": { "defaults": { "model_name": "a" } } }""");

        folder.Load()["Agent:Defaults:ModelName"].ShouldBe("a");
    }
}
