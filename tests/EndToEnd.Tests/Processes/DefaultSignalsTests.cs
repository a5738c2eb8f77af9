using System.Diagnostics;
using Harness.Processes;

namespace EndToEnd.Tests.Processes;

public sealed class DefaultSignalsTests
{
    [Fact(Timeout = 180_000)]
    public async Task Command_StarterIgnoresInterrupts_TheProgramDoesNot()
    {
        Assert.SkipUnless(DefaultSignals.Available, "env knows no --default-signal here (GNU coreutils 8.31 does)");
        var (program, arguments) = DefaultSignals.Command("sh", ["-c", "kill -INT $$; echo survived"]);
        var start = new ProcessStartInfo("sh", ["-c", "trap '' INT; exec \"$@\"", "sh", program, .. arguments]) { RedirectStandardOutput = true };

        using var shell = Process.Start(start)!;
        var said = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        said.ShouldBeEmpty();
    }
}
