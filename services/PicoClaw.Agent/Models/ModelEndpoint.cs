using System.Collections.Frozen;

namespace PicoClaw.Agent.Models;

/// <summary>Where an OpenAI-compatible model is reached and how it is called there.</summary>
internal sealed record ModelEndpoint(Uri Address, string Model)
{
    private static readonly FrozenDictionary<string, Uri> Providers = new Dictionary<string, Uri>(StringComparer.OrdinalIgnoreCase)
    {
        ["openai"] = new("https://api.openai.com/v1"),
        ["deepseek"] = new("https://api.deepseek.com/v1"),
        ["qwen"] = new("https://dashscope.aliyuncs.com/compatible-mode/v1"),
        ["dashscope"] = new("https://dashscope.aliyuncs.com/compatible-mode/v1"),
        ["moonshot"] = new("https://api.moonshot.cn/v1"),
        ["zhipu"] = new("https://open.bigmodel.cn/api/paas/v4"),
        ["openrouter"] = new("https://openrouter.ai/api/v1"),
        ["ollama"] = new("http://localhost:11434/v1"),
        ["vllm"] = new("http://localhost:8000/v1"),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static string KnownProviders => string.Join(", ", Providers.Keys.Order(StringComparer.Ordinal));

    /// <summary>Null when the provider is unknown and no address is given.</summary>
    public static ModelEndpoint? Of(ModelOptions options)
    {
        var slash = options.Model.IndexOf('/', StringComparison.Ordinal);
        var known = slash > 0 && Providers.TryGetValue(options.Model[..slash], out var provider) ? provider : null;
        var model = known is null ? options.Model : options.Model[(slash + 1)..];
        return (options.ApiBase ?? known) is { } address && model.Length > 0 ? new ModelEndpoint(address, model) : null;
    }
}
