using PicoClaw.Agent.Models.Catalog;

namespace PicoClaw.Agent.Tests.Models.Catalog;

public sealed class SeeingModelsTests
{
    [Theory]
    [InlineData("openai/gpt-4o-mini")]
    [InlineData("gpt-5")]
    [InlineData("openrouter/anthropic/claude-sonnet-4.5")]
    [InlineData("gemini/gemini-2.5-pro")]
    [InlineData("qwen/qwen-vl-max")]
    [InlineData("qwen/qwen3-vl-plus")]
    [InlineData("Qwen/Qwen2.5-VL-72B-Instruct")]
    [InlineData("zhipu/glm-4.5v")]
    [InlineData("zhipu/glm-4v-plus")]
    [InlineData("moonshot/moonshot-v1-8k-vision-preview")]
    [InlineData("ollama/llava:13b")]
    [InlineData("volcengine/doubao-1.5-vision-pro")]
    public void Know_NameOfAModelThatSees_IsTrue(string model) => SeeingModels.Know(model).ShouldBeTrue();

    [Theory]
    [InlineData("deepseek/deepseek-chat")]
    [InlineData("deepseek/deepseek-v3.1")]
    [InlineData("gpt-3.5-turbo")]
    [InlineData("qwen/qwen-max")]
    [InlineData("zhipu/glm-4.5")]
    [InlineData("moonshot/moonshot-v1-8k")]
    [InlineData("ollama/llama3.1")]
    [InlineData("openai/o1-mini")]
    [InlineData("")]
    public void Know_AnyOtherName_IsFalse(string model) => SeeingModels.Know(model).ShouldBeFalse();

    [Fact]
    public void Sees_EntrySaysSo_CountsMoreThanTheName()
    {
        new ModelEntry { Model = "gpt-4o", Vision = false }.Sees.ShouldBeFalse();
        new ModelEntry { Model = "mystery", Vision = true }.Sees.ShouldBeTrue();
    }
}
