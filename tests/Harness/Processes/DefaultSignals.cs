using System.ComponentModel;
using System.Diagnostics;

namespace Harness.Processes;

/// <summary>
/// A process that starts with a signal ignored, as SIGINT is after <c>&amp;</c> in a script, passes that on to its children. Neither a shell nor .NET
/// can undo it; GNU env can.
/// </summary>
internal static class DefaultSignals
{
    private const string Reset = "--default-signal";

    private static readonly Lazy<bool> CanBeReset = new(EnvCanReset);

    /// <summary>Whether programs get default signals here; otherwise they inherit those of the tests.</summary>
    public static bool Available => CanBeReset.Value;

    public static (string Program, IEnumerable<string> Arguments) Command(string program, IEnumerable<string> arguments) =>
        Available ? ("env", [Reset, program, .. arguments]) : (program, arguments);

    private static bool EnvCanReset()
    {
        try
        {
            var start = new ProcessStartInfo("env", [Reset, "true"]) { RedirectStandardError = true, RedirectStandardOutput = true };
            using var probe = Process.Start(start)!;
            probe.WaitForExit();
            return probe.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
