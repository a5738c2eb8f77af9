using System.Text.RegularExpressions;

namespace PicoClaw.Agent.Models.Wire.Errors;

/// <summary>The codes and fixed sentences that say what an error is about; the status alone often misleads.</summary>
internal static partial class ErrorKinds
{
    // OpenAI's code; OpenAI, DeepSeek, vLLM, OpenRouter; Anthropic; DashScope; llama.cpp and Ollama; Moonshot; Gemini; Zhipu.
    [GeneratedRegex(
        "context_length_exceeded|maximum context length|prompt is too long|exceeds? (the )?context (limit|window)"
        + "|range of input length|exceed_context_size|exceeds the available context size|exceeded model token limit"
        + "|exceeds the maximum number of tokens|prompt exceeds max length|Prompt 超长",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex TooLong { get; }

    // DashScope; OpenAI and Azure; DeepSeek; Volcengine; Moonshot; MiniMax; OpenRouter; StepFun; Gemini; Zhipu (1301) and others in Chinese.
    [GeneratedRegex(
        "data_?inspection_?failed|inappropriate[ _]content|content_filter|content_policy|ResponsibleAIPolicyViolation|moderation_blocked"
        + "|content exists risk|SensitiveContentDetected|considered high risk|(input|output) new_sensitive|requires moderation|was flagged"
        + "|censorship_blocked|PROHIBITED_CONTENT|content_blocked|\"1301\"|不安全或敏感|敏感内容|内容安全|违规内容|涉嫌违规",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Refused { get; }

    // Money: OpenAI; DeepSeek and others; DashScope; Anthropic; OpenRouter; Moonshot; Zhipu and relays in Chinese.
    // Keys: OpenAI; Gemini; DashScope; relays.
    [GeneratedRegex(
        "check your plan and billing|billing_hard_limit|insufficient[ _](account )?balance|arrearage|account is in good standing"
        + "|credit balance is too low|insufficient credits|exceeded_current_quota|余额不足|欠费|额度已用尽|额度不足|额度已用完"
        + "|invalid_api_key|incorrect api key|api[ _]key (is )?(not valid|invalid|expired)|API_KEY_INVALID|invalid (api[ _-]?key|token)"
        + "|无效的(令牌|token|api)|令牌(已)?(过期|不可用|状态不可用)|身份验证失败",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Misconfigured { get; }

    // Ollama; OpenRouter; vLLM and SGLang; others. A complaint about one tool's schema does not count.
    [GeneratedRegex(
        "does not support (tools|tool use|tool calling|tool calls|function calling|functions)|endpoints found that support tool use"
        + "|--enable-auto-tool-choice|tool[ _-]call[ _-]parser"
        + "|(tools|tool use|tool calling|function calling) (is|are) not supported|tools?_not_supported|不支持(工具|函数|function)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex NoTools { get; }
}
