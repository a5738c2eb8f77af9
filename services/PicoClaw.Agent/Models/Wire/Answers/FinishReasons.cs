using System.Collections.Frozen;
using System.Text.Json;
using PicoClaw.Agent.Models.Wire.Json;

namespace PicoClaw.Agent.Models.Wire.Answers;

/// <summary>Why an answer ended, in the words of OpenAI's protocol, whatever words a service uses.</summary>
internal static class FinishReasons
{
    public const string Stop = "stop";
    public const string Length = "length";
    public const string ToolCalls = "tool_calls";
    public const string ContentFilter = "content_filter";

    private static readonly FrozenDictionary<string, string> Known = Words(
        (Length, "length max_tokens model_length max_output_tokens max_length token_limit truncated incomplete"),
        (Length, "context_length_exceeded model_context_window_exceeded"),
        (ToolCalls, "tool_calls tool_call tool_use tool function_call function_calls"),
        (ContentFilter, "content_filter content_filtered sensitive safety recitation prohibited_content blocklist spii image_safety"),
        (ContentFilter, "refusal guardrail_intervened content_blocked"));

    // The service gave up, so the text is not the answer.
    private static readonly FrozenSet<string> Failures = FrozenSet.ToFrozenSet(
        [
            "error", "network_error", "insufficient_system_resource", "abort", "aborted", "cancelled", "canceled", "timeout",
            "malformed_function_call", "malformed_response",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>As the service wrote it; null while the answer goes on.</summary>
    public static string? Of(JsonElement? reason)
    {
        var text = (reason is { ValueKind: JsonValueKind.Object } ? reason.Field("type") : reason).Text()?.Trim();
        return text is null or "" or "null" or "None" ? null : text;
    }

    public static bool IsFailure(string reason) => Failures.Contains(Plain(reason));

    /// <summary>An unknown word is a normal end: services call it eos, end_turn or COMPLETE.</summary>
    public static string Normal(string reason) => Known.GetValueOrDefault(Plain(reason), Stop);

    private static string Plain(string reason) => reason.Replace('-', '_');

    private static FrozenDictionary<string, string> Words(params (string Meaning, string Words)[] meanings) => meanings
        .SelectMany(meaning => meaning.Words.Split(' ').Select(word => KeyValuePair.Create(word, meaning.Meaning)))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
