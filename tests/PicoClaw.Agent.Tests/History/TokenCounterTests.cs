using System.Diagnostics;
using PicoClaw.Agent.History;

namespace PicoClaw.Agent.Tests.History;

public sealed class TokenCounterTests
{
    private const string Model = "openai/gpt-4o";

    private readonly TokenCounter _tokens = new();

    [Theory]
    [InlineData("openai/gpt-4o")]
    [InlineData("openrouter/openai/gpt-4o")]
    [InlineData("gpt-4o")]
    public void Count_EncodingIsKnown_IsCounted(string model) => _tokens.Count(model, "hello world").ShouldBe(2 + 4);

    [Fact]
    public void Count_OlderEncoding_IsCountedByIt() =>
        _tokens.Count("openai/gpt-4", "你好世界，今天天气怎么样").ShouldBeGreaterThan(_tokens.Count(Model, "你好世界，今天天气怎么样"));

    [Theory]
    [InlineData(null)]
    [InlineData("deepseek/deepseek-chat")]
    [InlineData("openai/text-davinci-003")]
    public void Count_EncodingIsNotKnown_IsEstimated(string? model) => _tokens.Count(model, "hello world").ShouldBe((11 + 12) * 2 / 5);

    [Theory]
    [InlineData("The quick brown fox jumps over the lazy dog. ", 10)]
    [InlineData("敏捷的棕色狐狸跳过了懒狗。", 14)]
    public void Count_LongText_IsAsThePieceRepeatedTells(string sentence, int tokens)
    {
        var counted = _tokens.Count(Model, string.Concat(Enumerable.Repeat(sentence, 1000)));

        counted.ShouldBeInRange(tokens * 900, tokens * 1100);
    }

    [Fact]
    public void Count_LongTextOfTwoHalves_IsJudgedByBoth()
    {
        var half = string.Concat(Enumerable.Repeat("The quick brown fox jumps over the lazy dog. ", 400));
        var other = string.Concat(Enumerable.Repeat("敏捷的棕色狐狸跳过了懒狗。", 18_000 / 13));

        var both = _tokens.Count(Model, half) + _tokens.Count(Model, other);
        _tokens.Count(Model, half + other).ShouldBeInRange((long)(both * 0.8), (long)(both * 1.2));
    }

    // When the time grew with the square, 160,000 letters took 1600 times as long as 4,000.
    [Theory]
    [InlineData('x')]
    [InlineData('中')]
    public void Count_TextWithoutBlanks_TakesBoundedTime(char letter)
    {
        _tokens.Count(Model, new string(letter, 4_000));
        var shorter = Quickest(new string(letter, 4_000));

        Quickest(new string(letter, 160_000)).ShouldBeLessThan(shorter * 20);
    }

    [Fact]
    public void Count_AnEntryThatWasCounted_IsNotCountedAgain()
    {
        var entry = new HistoryEntry(HistoryEntry.User, "hello world");

        var counted = _tokens.Counted(Model, entry);

        counted.Tokens.ShouldBe(new TokenCount(Model, 6));
        _tokens.Count(Model, counted with { Tokens = new TokenCount(Model, 77) }).ShouldBe(77);
        _tokens.Count("openai/gpt-4", counted with { Tokens = new TokenCount(Model, 77) }).ShouldBe(6, "another model sees other tokens");
        _tokens.Counted("deepseek/deepseek-chat", entry).Tokens.ShouldBeNull("an estimate costs nothing");
    }

    private TimeSpan Quickest(string text) => Enumerable.Range(0, 5).Min(_ =>
    {
        var started = Stopwatch.GetTimestamp();
        _tokens.Count(Model, text);
        return Stopwatch.GetElapsedTime(started);
    });
}
