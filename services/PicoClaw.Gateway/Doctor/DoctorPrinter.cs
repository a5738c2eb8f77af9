using System.Text.Json;
using PicoClaw.Gateway.Doctor.Checking;
using PicoClaw.Gateway.Terminals;
using Spectre.Console;

namespace PicoClaw.Gateway.Doctor;

/// <summary>Prints the doctor's lines for people, or the report as JSON.</summary>
internal sealed class DoctorPrinter(Terminal terminal)
{
    private const int WidthOfTitle = 24;

    public void Line(CheckedLine line)
    {
        var (word, colour) = line.Level switch
        {
            FindingLevel.Pass => ("pass", "green"),
            FindingLevel.Warn => ("warn", "yellow"),
            FindingLevel.Fail => ("fail", "red"),
            _ => ("skip", "grey"),
        };
        var title = line.Subject is { } subject ? $"{line.Check} {subject}" : line.Check;

        // What does not fit into a line goes on below itself.
        var grid = new Grid()
            .AddColumn(new GridColumn().NoWrap().Width(word.Length).PadLeft(0).PadRight(2))
            .AddColumn(new GridColumn().Width(WidthOfTitle).PadLeft(0).PadRight(2))
            .AddColumn(new GridColumn().PadLeft(0).PadRight(0))
            .AddRow($"[{colour}]{word}[/]", Markup.Escape(Visible(title)), Markup.Escape(Visible(line.Text)));
        if (line.Remedy is { } remedy)
        {
            grid.AddRow("", "", $"[bold]{Markup.Escape(Visible(remedy))}[/]");
        }

        terminal.Console.Write(grid);
    }

    public void Sum(DoctorReport report) => terminal.Console.MarkupLine(
        report.Ok && report.Warn == 0 ? "[green]All is well.[/]"
        : report.Ok ? $"[yellow]Nothing failed; {Count(report.Warn, "warning")}.[/]"
        : $"[red]{Count(report.Fail, "failure")}[/], {Count(report.Warn, "warning")}. Correct the first one first: it may be the cause of the others.");

    public void Json(DoctorReport report) => terminal.Output.WriteLine(JsonSerializer.Serialize(report, DoctorJson.Default.DoctorReport));

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";

    // Others wrote some of it, and a terminal obeys control characters.
    private static string Visible(string text) => string.Concat(text.Select(one => char.IsControl(one) ? ' ' : one));
}
