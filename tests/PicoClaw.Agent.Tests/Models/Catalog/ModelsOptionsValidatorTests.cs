using PicoClaw.Agent.Models.Catalog;

namespace PicoClaw.Agent.Tests.Models.Catalog;

public sealed class ModelsOptionsValidatorTests
{
    [Fact]
    public void Validate_NoModel_Succeeds() => Problem(new ModelsOptions()).ShouldBeNull();

    [Fact]
    public void Validate_FirstModelWhenNoneIsNamed_Succeeds() =>
        Problem(With("", ("a", "openai/gpt-5", 0), ("b", "nonsense", 0))).ShouldBeNull();

    [Fact]
    public void Validate_NamedModel_Succeeds() => Problem(With("b", ("a", "nonsense", 0), ("b", "openai/gpt-5", 60))).ShouldBeNull();

    [Fact]
    public void Validate_NameWithoutEntry_NamesTheKeyAndTheValue()
    {
        Problem(With("c", ("a", "openai/gpt-5", 0))).ShouldNotBeNull().ShouldSatisfyAllConditions(
            problem => problem.ShouldContain("agents.defaults.model_name"),
            problem => problem.ShouldContain("\"c\""),
            problem => problem.ShouldContain("model_list"));
        Problem(With("c")).ShouldNotBeNull();
    }

    [Fact]
    public void Validate_UnknownProviderWithoutAddress_NamesTheKnownOnes() =>
        Problem(With("", ("mine", "our/model", 0))).ShouldNotBeNull().ShouldSatisfyAllConditions(
            problem => problem.ShouldContain("\"mine\""),
            problem => problem.ShouldContain("api_base"),
            problem => problem.ShouldContain("deepseek"));

    [Theory]
    [InlineData("Bearer sk-1", "api_keys[1] begins with \"Bearer\"")]
    [InlineData("sk-test\u200B", "api_keys[1] has a character at position 8 that no key has (U+200B, not printable ASCII)")]
    [InlineData("sk-abc 用这个", "api_keys[1] has a character at position 7 that no key has (a blank)")]
    [InlineData("sk-abc，", "U+FF0C")]
    [InlineData("sk-\nabc", "U+000A")]
    public void Validate_KeyPastedWithMore_NamesThePositionWithoutTheKey(string key, string expected)
    {
        var options = With("", ("mine", "openai/gpt-5", 0));
        options.Models[0].ApiKeys.AddRange(["", key]);

        var problem = Problem(options).ShouldNotBeNull();

        problem.ShouldContain(expected);
        problem.ShouldNotContain("sk-");
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(86_400, true)]
    [InlineData(86_401, false)]
    [InlineData(int.MaxValue, false)]
    public void Validate_RequestTimeout_MustBeWithinADay(int seconds, bool valid) =>
        (Problem(With("", ("mine", "openai/gpt-5", seconds)))?.Contains("request_timeout", StringComparison.Ordinal) ?? false).ShouldBe(!valid);

    [Theory]
    [InlineData(0, 120)]
    [InlineData(7, 7)]
    public void Timeout_RequestTimeout_ZeroIsTheDefault(int seconds, int expected) =>
        new ModelEntry { RequestTimeout = seconds }.Timeout.ShouldBe(TimeSpan.FromSeconds(expected));

    [Theory]
    [InlineData(-1, 0, 0, "agents.defaults.max_tokens is -1, but must be tokens from 0 (the default) to 100000000.")]
    [InlineData(1 << 29, 0, 0, "agents.defaults.max_tokens is 536870912, but must be tokens from 0 (the default) to 100000000.")]
    [InlineData(0, -5, 0, "agents.defaults.context_window is -5, but must be tokens from 0 (the default) to 100000000.")]
    [InlineData(0, 0, -1, "model_list entry \"mine\": context_window is -1, but must be tokens from 0 (the default) to 100000000.")]
    [InlineData(
        8192,
        8192,
        0,
        "agents.defaults.context_window is 8192, but must be larger than agents.defaults.max_tokens (8192): the answer is part of it.")]
    [InlineData(
        8192,
        0,
        4096,
        "model_list entry \"mine\": context_window is 4096, but must be larger than agents.defaults.max_tokens (8192): the answer is part of it.")]
    [InlineData(0, 4096, 4096, null)]
    [InlineData(100_000_000, 0, 0, null)]
    [InlineData(8191, 8192, 8192, null)]
    public void Validate_Tokens_MustMakeSense(int maxTokens, int window, int ofModel, string? problem)
    {
        var entry = new ModelEntry { ModelName = "mine", Model = "openai/gpt-5", ContextWindow = ofModel };
        var options = new ModelsOptions { MaxTokens = maxTokens, ContextWindow = window, Models = { entry } };

        Problem(options).ShouldBe(problem);
    }

    // The echo has a context window too.
    [Fact]
    public void Validate_TokensWithoutAModel_AreCheckedToo() => Problem(new ModelsOptions { MaxTokens = -1 }).ShouldNotBeNull();

    private static ModelsOptions With(string chosen, params (string Name, string Model, int Timeout)[] models)
    {
        var options = new ModelsOptions { ModelName = chosen };
        options.Models.AddRange(models.Select(model => new ModelEntry { ModelName = model.Name, Model = model.Model, RequestTimeout = model.Timeout }));
        return options;
    }

    private static string? Problem(ModelsOptions options) => new ModelsOptionsValidator().Validate(null, options).FailureMessage;
}
