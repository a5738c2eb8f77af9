using PicoClaw.Agent.Models;

namespace PicoClaw.Agent.Tests.Models;

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
    [InlineData("gpt-5", "http://proxy/v1", "http://proxy/v1", "gpt-5")]
    [InlineData("our/model-7b", "http://proxy/v1", "http://proxy/v1", "our/model-7b")]
    [InlineData("/model", "http://proxy/v1", "http://proxy/v1", "/model")]
    public void Of_KnownProviderOrAddress_IsWhereAndHow(string model, string? apiBase, string address, string name) =>
        ModelEndpoint.Of(Options(model, apiBase)).ShouldBe(new ModelEndpoint(new Uri(address), name));

    [Theory]
    [InlineData("gpt-5", null)]
    [InlineData("our/model-7b", null)]
    [InlineData("/gpt-5", null)]
    [InlineData("openai/", null)]
    [InlineData("openai/", "http://proxy/v1")]
    [InlineData("", "http://proxy/v1")]
    [InlineData("", null)]
    public void Of_NeitherOrNoModel_IsNull(string model, string? apiBase) => ModelEndpoint.Of(Options(model, apiBase)).ShouldBeNull();

    private static ModelOptions Options(string model, string? apiBase) => new() { Model = model, ApiBase = apiBase is null ? null : new Uri(apiBase) };
}
