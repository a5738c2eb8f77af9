using static PicoClaw.Hosting.Configuration.FieldKinds;
using static PicoClaw.Hosting.Configuration.FieldLists;
using static PicoClaw.Hosting.Configuration.FieldMaps;
using static PicoClaw.Hosting.Configuration.FieldSecrets;

namespace PicoClaw.Hosting.Configuration;

/// <summary>Every field of config.json. To add one, add a line; its environment variable follows from its name.</summary>
internal static class ConfigSchema
{
    public const string DingTalk = "dingtalk";

    private const double MostExpensive = 1_000_000;

    private const int MostDays = 3650;

    public static readonly SectionSchema Root = new(
        [
            new("version", "", Elsewhere),
            new("channels", "", Elsewhere),
            new("channel_list", "", Elsewhere),
            new("model_list", "", Elsewhere),
            new("mcp_servers", "", Elsewhere, "mcpServers", "tools.mcp.servers"),
            new("tools.mcp.enabled", "", Elsewhere),
            new("providers", "", Elsewhere),
            new("broker", "PicoClaw:Broker", Broker),
            new("broker_password", "PicoClaw:BrokerPassword", Password),
            new("store", "Store", Store),
            new("store_password", "Store:Password", Password),
            new("admins", "Agent:Commands:Admins", Ids),
            new("session.dimensions", "Agent:Session:Dimensions", Texts),
            new("retention.turn_days", "Agent:Retention:TurnDays", Whole(3, MostDays)),
            new("retention.history_days", "Agent:Retention:HistoryDays", Whole(1, MostDays)),
            new("retention.usage_days", "Agent:Retention:UsageDays", Whole(1, MostDays)),
            new("gateway.host", "Gateway:Host", ListenHost),
            new("gateway.port", "Gateway:Port", Whole(0, 65535)),
            new("telemetry.otlp_endpoint", "Telemetry:OtlpEndpoint", Address),
            new("telemetry.otlp_protocol", "Telemetry:OtlpProtocol", OneOf("grpc", "http/protobuf")),
            new("telemetry.trace_ratio", "Telemetry:TraceRatio", Number(0, 1)),
            new("egress.api_calls_per_second", "Egress:Limits:ApiCallsPerSecond", Whole(1, 1000)),
            new("egress.api_calls_per_month", "Egress:Limits:ApiCallsPerMonth", Whole()),
            new("egress.webhook_messages_per_minute", "Egress:Limits:WebhookMessagesPerMinute", Whole(0, 10_000)),
            new(
                "egress.webhook_limit_by", "Egress:Limits:WebhookLimitBy", OneOf(("robot_and_conversation", "RobotAndConversation"), ("robot", "Robot"), ("webhook", "Webhook"))),
            new("egress.stream_calls_per_month", "Egress:Limits:StreamCallsPerMonth", Whole()),
            new("egress.webhook_counts_as_stream", "Egress:Limits:WebhookCountsAsStream", Flag),
            new("egress.conversation_messages_per_minute", "Egress:Limits:ConversationMessagesPerMinute", Whole(0, 10_000)),
            new("egress.address_calls_per_20_seconds", "Egress:Limits:AddressCallsPer20Seconds", Whole(1, 1_000_000)),
            new("egress.bulk_every", "Egress:Limits:BulkEvery", Whole(2, 1000)),
            new("egress.max_age_minutes", "Egress:Delivery:MaxAgeMinutes", Whole(1, 10_080)),
            new("egress.unknown_outcome", "Egress:Delivery:UnknownOutcome", OneOf(("retry", "Retry"), ("at-most-once", "AtMostOnce"))),
            new("egress.keep_sent_days", "Egress:Retention:SentDays", Whole(1, 3650)),
            new("egress.keep_failed_days", "Egress:Retention:FailedDays", Whole(1, 3650)),
            new("egress.markdown.tables", "Egress:Markdown:Tables", OneOf("Keep", "List")),
            new("egress.markdown.escape_html_in_code", "Egress:Markdown:EscapeHtmlInCode", Flag),
            new("egress.markdown.max_chunk_bytes", "Egress:Markdown:MaxChunkBytes", Whole(1000, 14_000)),
            new("egress.markdown.max_chunk_chars", "Egress:Markdown:MaxChunkChars", Whole(500, 14_000)),
            new("egress.markdown.max_parts", "Egress:Markdown:MaxParts", Whole(1, 100)),
            new("agents.defaults.workspace", "Agent:Defaults:Workspace", Folder),
            new("agents.defaults.model_name", "Agent:Defaults:ModelName", Text, "agents.defaults.model"),
            new("agents.defaults.model_fallbacks", "Agent:Defaults:ModelFallbacks", Texts),
            new("agents.defaults.max_tokens", "Agent:Defaults:MaxTokens", Whole()),
            new("agents.defaults.context_window", "Agent:Defaults:ContextWindow", Whole()),
            new("agents.defaults.temperature", "Agent:Defaults:Temperature", Number(0, 2)),
            new("agents.defaults.max_tool_iterations", "Agent:Defaults:MaxToolIterations", Whole()),
            new("agents.defaults.allow_remember", "Agent:Defaults:AllowRemember", Flag),
            new("agents.defaults.summarize_message_threshold", "Agent:Defaults:SummarizeMessageThreshold", Whole()),
            new("agents.defaults.summarize_token_percent", "Agent:Defaults:SummarizeTokenPercent", Whole(0, 100)),
            new("agents.defaults.max_llm_retries", "Agent:Defaults:MaxLlmRetries", Whole()),
            new("agents.defaults.turn_timeout", "Agent:Defaults:TurnTimeout", Whole(10, 3600)),
            new("agents.defaults.language", "Agent:Defaults:Language", Text),
            new("agents.defaults.mention_asker", "Agent:Defaults:MentionAsker", Flag),
        ],
        [
            "bindings", "build_info", "devices", "events", "evolution", "heartbeat", "hooks", "isolation",
            "session.dm_scope", "session.identity_links", "session.backlog_limit", "tools.*", "tools.mcp.*", "voice", "gateway.hot_reload", "gateway.log_level", "agents[]",
            "agents.list", "agents.dispatch",
            "agents.defaults.allow_read_outside_workspace", "agents.defaults.context_manager",
            "agents.defaults.context_manager_config", "agents.defaults.image_model",
            "agents.defaults.image_model_fallbacks", "agents.defaults.llm_retry_backoff_secs",
            "agents.defaults.max_media_size", "agents.defaults.max_parallel_turns", "agents.defaults.provider",
            "agents.defaults.restrict_to_workspace", "agents.defaults.routing", "agents.defaults.split_on_marker",
            "agents.defaults.steering_mode", "agents.defaults.subturn", "agents.defaults.tool_feedback",
            "agents.defaults.turn_profile",
        ]);

    /// <summary>An entry of channels or channel_list; what the original keeps under settings may also stand flat.</summary>
    public static readonly SectionSchema Account = new(
        [
            new("type", "", Elsewhere),
            new("enabled", "Enabled", Flag),
            new("client_id", "ClientId", Credential, "settings.client_id"),
            new("client_secret", "ClientSecret", Secret, "settings.client_secret"),
            new("robot_code", "RobotCode", Text, "settings.robot_code"),
            new("api_base", "ApiBase", Address, "settings.api_base"),
            new("oapi_base", "OapiBase", Address, "settings.oapi_base"),
            new("allow_from", "AllowFrom", Ids),
            new("group_trigger.mention_only", "GroupTrigger:MentionOnly", Flag, "mention_only"),
            new("group_trigger.prefixes", "GroupTrigger:Prefixes", Texts),
        ],
        "placeholder", "reasoning_channel_id", "typing");

    public static readonly SectionSchema Model = new(
        [
            new("enabled", "", Elsewhere),
            new("provider", "Provider", Text),
            new("model_name", "ModelName", Text),
            new("model", "Model", Text),
            new("api_base", "ApiBase", Address),
            new("api_keys", "ApiKeys", Secrets, "api_key"),
            new("fallbacks", "Fallbacks", Texts),
            new("rpm", "Rpm", Whole()),
            new("request_timeout", "RequestTimeout", Whole()),
            new("stream", "Stream", Flag),
            new("stream_idle_timeout", "StreamIdleTimeout", Whole()),
            new("context_window", "ContextWindow", Whole()),
            new("input_price", "InputPrice", Number(0, MostExpensive)),
            new("output_price", "OutputPrice", Number(0, MostExpensive)),
            new("max_tokens_field", "MaxTokensField", Text),
            new("extra_body", "ExtraBody", JsonObject),
            new("custom_headers", "CustomHeaders", Headers),
        ],
        "auth_method", "connect_mode", "proxy", "streaming", "thinking_level", "tool_schema_transform",
        "user_agent", "workspace");

    /// <summary>An entry of mcp_servers, in the shape that other programs use; which kind of address it is, is found out.</summary>
    public static readonly SectionSchema McpServer = new(
        [
            new("enabled", "", Elsewhere),
            new("disabled", "", Elsewhere),
            new("type", "", Elsewhere, "transport"),
            new("command", "Command", Text),
            new("args", "Args", Texts),
            new("env", "Env", SecretsByName),
            new("url", "Url", Address, "serverUrl", "httpUrl"),
            new("headers", "Headers", SecretHeaders),
            new("timeout", "Timeout", Whole(0, 86_400)),
        ],
        "alwaysAllow", "autoApprove", "deferred", "description", "env_file");

    /// <summary>Channel types of the original: accepted, so that its files can be used as they are, and ignored.</summary>
    public static readonly IReadOnlySet<string> OtherChannels = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "discord", "feishu", "irc", "line", "maixcam", "matrix", "mqtt", "onebot", "pico", "pico_client", "qq", "slack",
        "slack_webhook", "teams_webhook", "telegram", "vk", "wecom", "wecom_aibot", "wecom_app", "weixin", "whatsapp",
        "whatsapp_native",
    };
}
