using PicoClaw.Agent.Models.Catalog;

namespace PicoClaw.Agent.Tests.Models.Catalog;

public sealed class ModelEndpointTests
{
    [Theory]
    [InlineData("openai/gpt-5", null, "https://api.openai.com/v1", "gpt-5")]
    [InlineData("OpenAI/gpt-5", null, "https://api.openai.com/v1", "gpt-5")]
    [InlineData("deepseek/deepseek-chat", null, "https://api.deepseek.com/v1", "deepseek-chat")]
    [InlineData("qwen/qwen-plus", null, "https://dashscope.aliyuncs.com/compatible-mode/v1", "qwen-plus")]
    [InlineData("openrouter/anthropic/claude", null, "https://openrouter.ai/api/v1", "anthropic/claude")]
    [InlineData("ollama/qwen3:8b", null, "http://localhost:11434/v1", "qwen3:8b")]
    [InlineData("openai/gpt-5", "http://proxy/v1", "http://proxy/v1", "gpt-5")]
    [InlineData(
        "modelscope/Qwen/Qwen3-235B",
        "https://api-inference.modelscope.cn/v1",
        "https://api-inference.modelscope.cn/v1",
        "Qwen/Qwen3-235B")]
    [InlineData("litellm/openai/gpt-4o", "http://proxy/v1", "http://proxy/v1", "openai/gpt-4o")]
    [InlineData("venice/uncensored", null, "https://api.venice.ai/api/v1", "uncensored")]
    [InlineData("volcengine/doubao-pro-32k", "http://proxy/v3", "http://proxy/v3", "doubao-pro-32k")]
    [InlineData("openai/gpt-oss-120b", "http://vllm:8000/v1", "http://vllm:8000/v1", "openai/gpt-oss-120b")]
    [InlineData("Qwen/Qwen3-8B", "http://vllm:8000/v1", "http://vllm:8000/v1", "Qwen/Qwen3-8B")]
    [InlineData("deepseek-ai/DeepSeek-V3", "https://api.siliconflow.cn/v1", "https://api.siliconflow.cn/v1", "deepseek-ai/DeepSeek-V3")]
    [InlineData("openai/gpt-4o", "https://openrouter.ai/api/v1", "https://openrouter.ai/api/v1", "openai/gpt-4o")]
    [InlineData(
        "anthropic/claude-sonnet-4.5",
        "https://openrouter.ai/api/v1",
        "https://openrouter.ai/api/v1",
        "anthropic/claude-sonnet-4.5")]
    [InlineData("openrouter/openai/gpt-4o", "https://openrouter.ai/api/v1", "https://openrouter.ai/api/v1", "openai/gpt-4o")]
    [InlineData("openrouter/auto", "https://openrouter.ai/api/v1", "https://openrouter.ai/api/v1", "openrouter/auto")]
    [InlineData("gpt-5", "http://proxy/v1", "http://proxy/v1", "gpt-5")]
    [InlineData("our/model-7b", "http://proxy/v1", "http://proxy/v1", "our/model-7b")]
    [InlineData("/model", "http://proxy/v1", "http://proxy/v1", "/model")]
    public void Of_KnownProviderOrAddress_HasAddressAndName(string model, string? apiBase, string address, string name) =>
        ModelEndpoint.Of(Options(model, apiBase)).ShouldBe(new ModelEndpoint(new Uri(address), name));

    [Theory]
    [InlineData("volcengine", "ark-code-latest", "http://proxy/v3", "http://proxy/v3", "ark-code-latest")]
    [InlineData("litellm", "openai/gpt-4o", "http://proxy/v1", "http://proxy/v1", "openai/gpt-4o")]
    [InlineData("nvidia", "z-ai/glm", null, "https://integrate.api.nvidia.com/v1", "z-ai/glm")]
    [InlineData("openai", "openai/gpt-oss-20b", "http://proxy/v1", "http://proxy/v1", "openai/gpt-oss-20b")]
    [InlineData("unheard-of", "deepseek/chat", "http://proxy/v1", "http://proxy/v1", "deepseek/chat")]
    public void Of_ProviderInItsOwnField_KeepsTheName(string provider, string model, string? apiBase, string address, string name)
    {
        var options = Options(model, apiBase);
        options.Provider = provider;

        ModelEndpoint.Of(options).ShouldBe(new ModelEndpoint(new Uri(address), name));
    }

    [Theory]
    [InlineData("zhipu/glm-4.5", "https://open.bigmodel.cn/api/paas/v4/chat/completions", "https://open.bigmodel.cn/api/paas/v4")]
    [InlineData("glm-4.5", "https://open.bigmodel.cn/api/paas/v4/chat/completions/", "https://open.bigmodel.cn/api/paas/v4")]
    [InlineData("anthropic/claude", "https://proxy.example/v1/messages", "https://proxy.example/")]
    [InlineData("coding-plan-anthropic/qwen3-coder", "https://proxy.example/apps/anthropic/v1", "https://proxy.example/apps/anthropic")]
    public void Of_AddressOfTheWholeCall_IsCutToItsBase(string model, string apiBase, string address) =>
        ModelEndpoint.Of(Options(model, apiBase))!.Address.ShouldBe(new Uri(address));

    [Theory]
    [InlineData("gpt-5", null)]
    [InlineData("our/model-7b", null)]
    [InlineData("/gpt-5", null)]
    [InlineData("openai/", null)]
    [InlineData("openai/", "http://proxy/v1")]
    [InlineData("", "http://proxy/v1")]
    [InlineData("", null)]
    public void Of_NoAddressOrNoModel_IsNull(string model, string? apiBase) => ModelEndpoint.Of(Options(model, apiBase)).ShouldBeNull();

    private static ModelEntry Options(string model, string? apiBase) =>
        new() { Model = model, ApiBase = apiBase is null ? null : new Uri(apiBase) };
}
