using PicoClaw.Gateway.Doctor.Checking;
using PicoClaw.Gateway.Doctor.Machine;
using PicoClaw.Gateway.Hosting;
using PicoClaw.Gateway.Terminals;
using Spectre.Console;

namespace PicoClaw.Gateway.Doctor;

/// <summary>One call of <c>picoclaw doctor</c>: 0 when nothing failed, else 1.</summary>
internal sealed class DoctorRun(GatewaySettings settings, DoctorTools tools, Terminal terminal, bool asJson)
{
    private readonly DoctorPrinter _printer = new(terminal);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var bot = LoadedBot.Load(settings);
        await using var emulator = await TrialEmulator.StartIfNoneAsync(settings.Emulator, bot, tools.Http, cancellationToken);
        var lines = new List<CheckedLine>();
        var (plan, runner) = (new DoctorPlan(bot, tools), new CheckRunner(tools.Time));
        var run = runner.RunAsync(plan.Checks(), cancellationToken);
        await (asJson || !terminal.IsInteractive
            ? CollectAsync(run, lines)
            : terminal.Console.Status().StartAsync("looking…", _ => CollectAsync(run, lines)));

        // A person answers one question after the other.
        foreach (var message in plan.Messages(lines))
        {
            await CollectAsync(runner.RunAsync([message], cancellationToken), lines);
        }

        var report = new DoctorReport(lines);
        if (asJson)
        {
            _printer.Json(report);
        }
        else
        {
            _printer.Sum(report);
        }

        return report.Ok ? 0 : 1;
    }

    private async Task CollectAsync(IAsyncEnumerable<CheckedLine> run, List<CheckedLine> lines)
    {
        await foreach (var line in run)
        {
            lines.Add(line);
            if (!asJson)
            {
                _printer.Line(line);
            }
        }
    }
}
