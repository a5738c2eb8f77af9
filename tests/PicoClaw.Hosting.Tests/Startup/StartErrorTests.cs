using Microsoft.Extensions.Options;
using PicoClaw.Configuration;
using PicoClaw.Hosting.Startup;

namespace PicoClaw.Hosting.Tests.Startup;

public sealed class StartErrorTests
{
    [Fact]
    public void Describe_SeveralValidators_IsALineForEachProblem()
    {
        var both = new AggregateException(
            new OptionsValidationException("", typeof(object), ["a is wrong.", "b is wrong."]),
            new AggregateException(new OptionsValidationException("", typeof(object), ["b is wrong.", "c is wrong."])));

        StartError.Describe(both).Split(Environment.NewLine).ShouldBe(["a is wrong.", "b is wrong.", "c is wrong."]);
    }

    [Fact]
    public void Describe_OurOwnSentence_StaysAsItIs() =>
        StartError.Describe(new ConfigException("Write x.\n  like this")).ShouldBe("Write x.\n  like this");

    [Fact]
    public void Describe_AnythingElse_IsOneLineWithTheCause()
    {
        var wrapped = new InvalidOperationException("It did\n  not work.", new FormatException("'x' is\tno number"));

        StartError.Describe(wrapped).ShouldBe("PicoClaw cannot start: It did not work: 'x' is no number (--verbose shows more)");
    }
}
