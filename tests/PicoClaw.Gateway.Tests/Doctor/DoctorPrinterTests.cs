using PicoClaw.Gateway.Doctor;
using PicoClaw.Gateway.Doctor.Checking;

namespace PicoClaw.Gateway.Tests.Doctor;

public sealed class DoctorPrinterTests
{
    [Fact]
    public void Line_WithMarkupAndControlCharacters_IsShownAsItIs()
    {
        using var output = new StringWriter();
        var printer = new DoctorPrinter(PlainTerminal.Of(output));

        printer.Line(new CheckedLine("model", "chat [red]", FindingLevel.Fail, "it says \u001b[2J[/]", "mend [it]"));

        output.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()).ShouldBe(
            ["fail  model chat [red]          it says  [2J[/]", "                                mend [it]", ""]);
    }

    [Theory]
    [InlineData(0, 0, "All is well.")]
    [InlineData(1, 0, "Nothing failed; 1 warning.")]
    [InlineData(2, 1, "1 failure, 2 warnings. Correct the first one first: it may be the cause of the others.")]
    public void Sum_Report_CountsWhatIsNotWell(int warnings, int failures, string said)
    {
        using var output = new StringWriter();
        var printer = new DoctorPrinter(PlainTerminal.Of(output));
        var levels = Enumerable.Repeat(FindingLevel.Warn, warnings).Concat(Enumerable.Repeat(FindingLevel.Fail, failures)).Append(FindingLevel.Pass);

        printer.Sum(new DoctorReport([.. levels.Select(level => new CheckedLine("one", null, level, "text", null))]));

        output.ToString().TrimEnd().ShouldBe(said);
    }
}
