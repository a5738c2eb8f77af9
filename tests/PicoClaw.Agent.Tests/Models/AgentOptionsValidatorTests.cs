using PicoClaw.Agent.Models;

namespace PicoClaw.Agent.Tests.Models;

public sealed class AgentOptionsValidatorTests
{
    [Fact]
    public void Validate_NoModel_Succeeds() => Problem(new AgentOptions()).ShouldBeNull();

    [Fact]
    public void Validate_FirstModelWhenNoneIsNamed_Succeeds() => Problem(With("", ("a", "openai/gpt-5", 0), ("b", "nonsense", 0))).ShouldBeNull();

    [Fact]
    public void Validate_NamedModel_Succeeds() => Problem(With("b", ("a", "nonsense", 0), ("b", "openai/gpt-5", 60))).ShouldBeNull();

    [Fact]
    public void Validate_NameWithoutEntry_NamesTheKeyAndTheValue()
    {
        Problem(With("c", ("a", "openai/gpt-5", 0))).ShouldNotBeNull().ShouldSatisfyAllConditions(
            problem => problem.ShouldContain("agents.defaults.model_name"), problem => problem.ShouldContain("\"c\""), problem => problem.ShouldContain("model_list"));
        Problem(With("c")).ShouldNotBeNull();
    }

    [Fact]
    public void Validate_UnknownProviderWithoutAddress_NamesTheKnownOnes() =>
        Problem(With("", ("mine", "our/model", 0))).ShouldNotBeNull().ShouldSatisfyAllConditions(
            problem => problem.ShouldContain("\"mine\""), problem => problem.ShouldContain("api_base"), problem => problem.ShouldContain("deepseek"));

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
        new ModelOptions { RequestTimeout = seconds }.Timeout.ShouldBe(TimeSpan.FromSeconds(expected));

    private static AgentOptions With(string chosen, params (string Name, string Model, int Timeout)[] models)
    {
        var options = new AgentOptions { ModelName = chosen };
        options.Models.AddRange(models.Select(model => new ModelOptions { ModelName = model.Name, Model = model.Model, RequestTimeout = model.Timeout }));
        return options;
    }

    private static string? Problem(AgentOptions options) => new AgentOptionsValidator().Validate(null, options).FailureMessage;
}
