using System.Text.Json;
using System.Text.RegularExpressions;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>Reads what services write when they refuse a request.</summary>
internal static partial class ErrorText
{
    private const int LongestText = 300;

    /// <summary>The message of an error, or the beginning of whatever was answered instead; masked before it is cut, else a part of a secret would remain.</summary>
    public static string Of(string answer, SecretMask mask)
    {
        var text = mask.Hide(Message(answer) ?? answer).ReplaceLineEndings(" ").Trim();
        return text.Length == 0 ? "no explanation" : text.Length > LongestText ? text[..LongestText] + "…" : text;
    }

    public static bool SaysTooLong(string answer) => TooLong().IsMatch(answer);

    private static string? Message(string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var root = document.RootElement;
            return Text(Member(root, "error"), "message") ?? Text(root, "message") ?? Text(root, "error");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement? element, string name) => Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    // In this order: OpenAI's code; OpenAI, DeepSeek, vLLM, OpenRouter; Anthropic; DashScope; llama.cpp and Ollama; Moonshot; Gemini; Zhipu.
    [GeneratedRegex(
        "context_length_exceeded|maximum context length|prompt is too long|exceeds? (the )?context (limit|window)|range of input length|exceed_context_size"
        + "|exceeds the available context size|exceeded model token limit|exceeds the maximum number of tokens|prompt exceeds max length|Prompt 超长",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TooLong();
}
