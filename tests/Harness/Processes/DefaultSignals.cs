using System.ComponentModel;
using System.Diagnostics;

namespace Harness.Processes;

/// <summary>
/// Who is started with a signal ignored, as SIGINT is by <c>&amp;</c> in a script, hands that on to what it starts, and neither a shell nor .NET can undo it.
/// GNU env can.
/// </summary>
internal static class DefaultSignals
{
    private const string Reset = "--default-signal";

    private static readonly Lazy<bool> CanBeReset = new(EnvKnowsHow);

    /// <summary>Whether programs get default signals here; else they inherit those of the tests.</summary>
    public static bool Available => CanBeReset.Value;

    public static (string Program, IEnumerable<string> Arguments) Command(string program, IEnumerable<string> arguments) =>
        Available ? ("env", [Reset, program, .. arguments]) : (program, arguments);

    private static bool EnvKnowsHow()
    {
        try
        {
            using var probe = Process.Start(new ProcessStartInfo("env", [Reset, "true"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            probe.WaitForExit();
            return probe.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
