using PicoClaw.Agent.Conversations;

namespace PicoClaw.Agent.Tests.Conversations;

public sealed class TokenCounterTests
{
    private readonly TokenCounter _tokens = new();

    [Theory]
    [InlineData("openai/gpt-4o")]
    [InlineData("openrouter/openai/gpt-4o")]
    [InlineData("gpt-4o")]
    public void Count_EncodingIsKnown_IsCounted(string model) => _tokens.Count(model, "hello world").ShouldBe(2 + 4);

    [Fact]
    public void Count_OlderEncoding_IsCountedByIt() => _tokens.Count("openai/gpt-4", "你好世界，今天天气怎么样").ShouldBeGreaterThan(_tokens.Count("openai/gpt-4o", "你好世界，今天天气怎么样"));

    [Theory]
    [InlineData(null)]
    [InlineData("deepseek/deepseek-chat")]
    [InlineData("openai/text-davinci-003")]
    public void Count_EncodingIsNotKnown_IsEstimated(string? model) => _tokens.Count(model, "hello world").ShouldBe((11 + 12) * 2 / 5);

    [Fact]
    public void Count_HugeText_IsEstimated() => _tokens.Count("gpt-4o", new string('x', 1_000_000)).ShouldBe(TokenCounter.Estimate(new string('x', 1_000_000)));
}
