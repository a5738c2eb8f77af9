using PicoClaw.Configuration.Schema;
using static PicoClaw.Configuration.Kinds.FieldKinds;
using static PicoClaw.Configuration.Kinds.FieldNumbers;

namespace PicoClaw.Configuration.Sections;

internal static class EgressSection
{
    public static readonly SectionSchema Fields = new(
    [
        new("egress.api_calls_per_second", "Egress:Limits:ApiCallsPerSecond", Whole(1, 1000)),
        new("egress.calls_at_once", "Egress:Limits:CallsAtOnce", Whole(1, 32)),
        new("egress.api_calls_per_month", "Egress:Limits:ApiCallsPerMonth", Whole()),
        new("egress.webhook_messages_per_minute", "Egress:Limits:WebhookMessagesPerMinute", Whole(0, 10_000)),
        new(
            "egress.webhook_limit_by",
            "Egress:Limits:WebhookLimitBy",
            OneOf(("robot_and_conversation", "RobotAndConversation"), ("robot", "Robot"), ("webhook", "Webhook"))),
        new("egress.stream_calls_per_month", "Egress:Limits:StreamCallsPerMonth", Whole()),
        new("egress.webhook_counts_as_stream", "Egress:Limits:WebhookCountsAsStream", Flag),
        new("egress.conversation_messages_per_minute", "Egress:Limits:ConversationMessagesPerMinute", Whole(0, 10_000)),
        new("egress.address_calls_per_20_seconds", "Egress:Limits:AddressCallsPer20Seconds", Whole(1, 1_000_000)),
        new("egress.bulk_every", "Egress:Limits:BulkEvery", Whole(2, 1000)),
        new("egress.max_age_minutes", "Egress:Delivery:MaxAgeMinutes", Whole(1, 10_080)),
        new("egress.unknown_outcome", "Egress:Delivery:UnknownOutcome", OneOf(("retry", "Retry"), ("at-most-once", "AtMostOnce"))),
        new("egress.keep_sent_days", "Egress:Retention:SentDays", Whole(1, 3650)),
        new("egress.keep_failed_days", "Egress:Retention:FailedDays", Whole(1, 3650)),
        new("egress.keep_conversation_days", "Egress:Retention:ConversationDays", Whole(7, 3650)),
        new("egress.markdown.tables", "Egress:Markdown:Tables", OneOf("Keep", "List")),
        new("egress.markdown.escape_html_in_code", "Egress:Markdown:EscapeHtmlInCode", Flag),
        new("egress.markdown.max_chunk_bytes", "Egress:Markdown:MaxChunkBytes", Whole(1000, 14_000)),
        new("egress.markdown.max_chunk_chars", "Egress:Markdown:MaxChunkChars", Whole(500, 14_000)),
        new("egress.markdown.max_parts", "Egress:Markdown:MaxParts", Whole(1, 100)),
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
