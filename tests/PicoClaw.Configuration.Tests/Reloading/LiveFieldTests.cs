using System.Text.Json.Nodes;

namespace PicoClaw.Configuration.Tests.Reloading;

/// <summary>The JSON Schema says of each field whether a change takes effect while the process runs.</summary>
public sealed class LiveFieldTests
{
    private static readonly JsonObject Schema = ConfigJsonSchema.Create();

    [Fact]
    public void Schema_OfTheRoot_NamesTheLiveFields() => Fields(Schema, "", "live").Order(StringComparer.Ordinal).ShouldBe(
        [
            "admins",
            "agents.defaults.context_window",
            "agents.defaults.language",
            "agents.defaults.max_llm_retries",
            "agents.defaults.max_tokens",
            "agents.defaults.max_tool_iterations",
            "agents.defaults.mention_asker",
            "agents.defaults.model",
            "agents.defaults.model_fallbacks",
            "agents.defaults.model_name",
            "agents.defaults.progress_after",
            "agents.defaults.schedule_spread",
            "agents.defaults.summarize_message_threshold",
            "agents.defaults.summarize_token_percent",
            "agents.defaults.temperature",
            "agents.defaults.turn_timeout",
            "agents.defaults.turns_per_minute",
            "egress.address_calls_per_20_seconds",
            "egress.api_calls_per_month",
            "egress.api_calls_per_second",
            "egress.calls_at_once",
            "egress.conversation_messages_per_minute",
            "egress.max_age_minutes",
            "egress.stream_calls_per_month",
            "egress.unknown_outcome",
            "egress.webhook_counts_as_stream",
            "egress.webhook_messages_per_minute",
            "model_list",
            "notifications.accounts",
            "notifications.aliases",
            "notifications.tokens",
            "schedules",
        ]);

    [Fact]
    public void Schema_OfAnAccount_NamesTheLiveFields() =>
        Fields(Schema["properties"]!["channels"]!["additionalProperties"]!["anyOf"]![0]!.AsObject(), "", "live").Order(StringComparer.Ordinal).ShouldBe(
            ["allow_from", "group_trigger.mention_only", "group_trigger.prefixes", "mention_only"]);

    [Fact]
    public void Schema_OfAModel_HasNoFieldThatNeedsARestart() =>
        Fields(Schema["properties"]!["model_list"]!["items"]!.AsObject(), "", "restart").ShouldBeEmpty();

    private static IEnumerable<string> Fields(JsonObject schema, string prefix, string reload)
    {
        foreach (var (name, node) in schema["properties"]?.AsObject() ?? [])
        {
            if ((string?)node!["x-reload"] == reload)
            {
                yield return prefix + name;
            }

            foreach (var inner in node["x-reload"] is null ? Fields(node.AsObject(), $"{prefix}{name}.", reload) : [])
            {
                yield return inner;
            }
        }
    }
}
