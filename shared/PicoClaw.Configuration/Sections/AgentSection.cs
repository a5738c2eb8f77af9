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
            new("admins", "Agent:Commands:Admins", Ids),
            new("session.dimensions", "Agent:Session:Dimensions", Texts),
            new("retention.turn_days", "Agent:Retention:TurnDays", Whole(3, MostDays)),
            new("retention.history_days", "Agent:Retention:HistoryDays", Whole(1, MostDays)),
            new("retention.conversation_days", "Agent:Retention:ConversationDays", Whole(7, MostDays)),
            new("retention.usage_days", "Agent:Retention:UsageDays", Whole(1, MostDays)),
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
            new("agents.defaults.turns_per_minute", "Agent:Defaults:TurnsPerMinute", Whole(0, 10_000)),
            new("agents.defaults.language", "Agent:Defaults:Language", Text),
            new("agents.defaults.mention_asker", "Agent:Defaults:MentionAsker", Flag),
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
        ],
    };
}
