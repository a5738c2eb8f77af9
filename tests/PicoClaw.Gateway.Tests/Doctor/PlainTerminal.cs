using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Tests.Doctor;

/// <summary>A pipe in place of a terminal.</summary>
internal static class PlainTerminal
{
    public static Terminal Of(TextWriter output) =>
        new(output, output, new TerminalKind(IsTerminal: false, HasColours: false, HasKeyboard: false), isVerbose: false);
}
