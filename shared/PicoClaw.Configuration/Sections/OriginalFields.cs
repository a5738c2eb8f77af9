using System.Text.RegularExpressions;

namespace PicoClaw.Hosting.Configuration;

/// <summary>Where the thing belongs here that a field of the original's files was for.</summary>
internal static partial class OriginalFields
{
    private const string ThroughExtraBody = "Write what the service is to be sent under extra_body.";
    private const string NoSignIn = "Write api_keys: signing in and programs as models are not offered.";

    // By path, with every number and name of the user's choice as *.
    private static readonly Dictionary<string, string> Places = new(StringComparer.Ordinal)
    {
        ["providers"] = "Write each provider as an entry of model_list: model_name, model, api_base and api_keys.",
        ["agents"] = "One agent answers here; write its settings as \"agents\": { \"defaults\": { … } }.",
        ["agents.list"] = "One agent answers here; write its settings under agents.defaults.",
        ["agents.dispatch"] = "One agent answers everybody here.",
        ["agents.defaults.provider"] = "Write it in front of the model's name in model_list, such as \"model\": \"deepseek/deepseek-chat\".",
        ["agents.defaults.routing"] = "One model answers; write others under agents.defaults.model_fallbacks.",
        ["agents.defaults.max_parallel_turns"] = "Conversations are answered side by side; Lanes__MaxLanes in the environment limits them.",
        ["agents.defaults.llm_retry_backoff_secs"] = "Retries follow after 2 and 4 seconds; max_llm_retries says how many.",
        ["session.dm_scope"] = "A direct chat is always one person's; write session.dimensions for groups.",
        ["session.backlog_limit"] = "Write agents.defaults.summarize_message_threshold: older messages are summarized.",
        ["session.identity_links"] = "Each account's people are its own here.",
        ["gateway.log_level"] = "Set Logging__LogLevel__Default in the environment, such as Debug, Information or Warning.",
        ["PICOCLAW_LOG_LEVEL"] = "Set Logging__LogLevel__Default instead, such as Debug, Information or Warning.",
        ["gateway.hot_reload"] = "The file is read once; start again after a change.",
        ["tools.*"] = "The tools of the original are not there; servers of MCP under mcp_servers bring others.",
        ["tools.mcp.discovery"] = "Every tool of every server is offered to the model.",
        ["model_list.*.proxy"] = "Set HTTPS_PROXY (and NO_PROXY) in the environment: one proxy for all.",
        ["model_list.*.streaming"] = "Answers are always read as a stream; write \"stream\": false for a service that cannot.",
        ["model_list.*.thinking_level"] = ThroughExtraBody,
        ["model_list.*.tool_schema_transform"] = "Schemas of tools are simplified for every service.",
        ["model_list.*.user_agent"] = "Write it under custom_headers as User-Agent.",
        ["model_list.*.auth_method"] = NoSignIn,
        ["model_list.*.connect_mode"] = NoSignIn,
        ["model_list.*.workspace"] = NoSignIn,
        ["mcp_servers.*.deferred"] = "Every tool of every server is offered to the model.",
        ["mcp_servers.*.env_file"] = "Write its variables under env, each as text, ${NAME} or file://path.",
        ["channel_list.*.placeholder"] = "Nothing is sent before the answer.",
        ["channel_list.*.typing"] = "Nothing is sent before the answer.",
        ["channel_list.*.reasoning_channel_id"] = "What a model thinks is not shown.",
    };

    /// <summary>A sentence, or null where there is nothing of the kind.</summary>
    public static string? Advice(string path)
    {
        path = Index().Replace(path, ".*");
        path = McpPrefix().Replace(path, "mcp_servers.");
        path = Named().Replace(path, "$1.*.");
        path = Channels().Replace(path, "channel_list.");
        return Places.GetValueOrDefault(path) ?? (path.StartsWith("tools.", StringComparison.Ordinal) ? Places["tools.*"] : null);
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();

    [GeneratedRegex(@"^(mcpServers|tools\.mcp\.servers)\.")]
    private static partial Regex McpPrefix();

    [GeneratedRegex(@"^(mcp_servers|channels|channel_list)\.[^.]+\.")]
    private static partial Regex Named();

    [GeneratedRegex(@"^channels\.(?=\*\.)")]
    private static partial Regex Channels();
}
