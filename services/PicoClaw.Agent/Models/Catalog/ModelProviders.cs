using System.Collections.Frozen;

namespace PicoClaw.Agent.Models.Catalog;

/// <summary>The providers that may stand before a model's name, as in the original PicoClaw, with the addresses of their services.</summary>
internal static class ModelProviders
{
    private static readonly Dictionary<string, string> OpenAiCompatible = new()
    {
        ["openai"] = "https://api.openai.com/v1",
        ["deepseek"] = "https://api.deepseek.com/v1",
        ["qwen"] = "https://dashscope.aliyuncs.com/compatible-mode/v1",
        ["dashscope"] = "https://dashscope.aliyuncs.com/compatible-mode/v1",
        ["qwen-intl"] = "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
        ["qwen-international"] = "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
        ["dashscope-intl"] = "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
        ["qwen-us"] = "https://dashscope-us.aliyuncs.com/compatible-mode/v1",
        ["dashscope-us"] = "https://dashscope-us.aliyuncs.com/compatible-mode/v1",
        ["coding-plan"] = "https://coding-intl.dashscope.aliyuncs.com/v1",
        ["alibaba-coding"] = "https://coding-intl.dashscope.aliyuncs.com/v1",
        ["qwen-coding"] = "https://coding-intl.dashscope.aliyuncs.com/v1",
        ["moonshot"] = "https://api.moonshot.cn/v1",
        ["zhipu"] = "https://open.bigmodel.cn/api/paas/v4",
        ["volcengine"] = "https://ark.cn-beijing.volces.com/api/v3",
        ["modelscope"] = "https://api-inference.modelscope.cn/v1",
        ["minimax"] = "https://api.minimaxi.com/v1",
        ["longcat"] = "https://api.longcat.chat/openai",
        ["mimo"] = "https://api.xiaomimimo.com/v1",
        ["shengsuanyun"] = "https://router.shengsuanyun.com/api/v1",
        ["openrouter"] = "https://openrouter.ai/api/v1",
        ["litellm"] = "http://localhost:4000/v1",
        ["lmstudio"] = "http://localhost:1234/v1",
        ["ollama"] = "http://localhost:11434/v1",
        ["vllm"] = "http://localhost:8000/v1",
        ["groq"] = "https://api.groq.com/openai/v1",
        ["mistral"] = "https://api.mistral.ai/v1",
        ["gemini"] = "https://generativelanguage.googleapis.com/v1beta/openai",
        ["nvidia"] = "https://integrate.api.nvidia.com/v1",
        ["cerebras"] = "https://api.cerebras.ai/v1",
        ["novita"] = "https://api.novita.ai/openai",
        ["venice"] = "https://api.venice.ai/api/v1",
        ["vivgrid"] = "https://api.vivgrid.com/v1",
        ["avian"] = "https://api.avian.io/v1",
    };

    private static readonly Dictionary<string, string> AnthropicCompatible = new()
    {
        ["anthropic"] = "https://api.anthropic.com",
        ["anthropic-messages"] = "https://api.anthropic.com",
        ["coding-plan-anthropic"] = "https://coding-intl.dashscope.aliyuncs.com/apps/anthropic",
        ["alibaba-coding-anthropic"] = "https://coding-intl.dashscope.aliyuncs.com/apps/anthropic",
    };

    private static readonly FrozenDictionary<string, (Uri Address, ModelProtocol Protocol)> Known = OpenAiCompatible
        .Select(provider => (provider, Protocol: ModelProtocol.OpenAi))
        .Concat(AnthropicCompatible.Select(provider => (provider, Protocol: ModelProtocol.Anthropic)))
        .ToFrozenDictionary(entry => entry.provider.Key, entry => (new Uri(entry.provider.Value), entry.Protocol), StringComparer.Ordinal);

    public static IEnumerable<string> Names => Known.Keys.Order(StringComparer.Ordinal);

    /// <summary>Lower case only: Qwen is an organization, qwen a provider.</summary>
    public static (Uri Address, ModelProtocol Protocol)? Find(string name) => Known.TryGetValue(name, out var provider) ? provider : null;
}
