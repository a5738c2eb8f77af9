using System.Collections.Frozen;

namespace PicoClaw.Agent.Models;

/// <summary>Where a model is reached and how it is called there.</summary>
internal sealed record ModelEndpoint(Uri Address, string Model, ModelProtocol Protocol = ModelProtocol.OpenAi)
{
    private const string Anthropic = "anthropic";

    private static readonly FrozenDictionary<string, Uri> Providers = new Dictionary<string, Uri>(StringComparer.OrdinalIgnoreCase)
    {
        [Anthropic] = new("https://api.anthropic.com"),
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
        var provider = slash > 0 ? options.Model[..slash] : "";
        var known = Providers.GetValueOrDefault(provider);
        var model = known is null ? options.Model : options.Model[(slash + 1)..];
        if ((options.ApiBase ?? known) is not { } address || model.Length == 0)
        {
            return null;
        }

        return provider.Equals(Anthropic, StringComparison.OrdinalIgnoreCase)
            ? new ModelEndpoint(WithoutVersion(address), model, ModelProtocol.Anthropic)
            : new ModelEndpoint(address, model);
    }

    // People write the address with the version, as they do for the other services; this protocol's client adds it.
    private static Uri WithoutVersion(Uri address)
    {
        var text = address.ToString().TrimEnd('/');
        return text.EndsWith("/v1", StringComparison.Ordinal) ? new Uri(text[..^"/v1".Length]) : address;
    }
}
