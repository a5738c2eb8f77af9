namespace PicoClaw.Gateway.Terminals;

/// <summary>What stands at the ends of standard output and input.</summary>
internal sealed record TerminalKind(bool IsTerminal, bool HasColours, bool HasKeyboard)
{
    private const string NoColour = "NO_COLOR";

    public static TerminalKind Of(TextWriter output) => Of(
        isTerminal: ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected,
        hasKeyboard: !Console.IsInputRedirected,
        Environment.GetEnvironmentVariable);

    /// <summary>Any value of NO_COLOR except an empty one turns colours off (no-color.org).</summary>
    internal static TerminalKind Of(bool isTerminal, bool hasKeyboard, Func<string, string?> variable) =>
        new(isTerminal, isTerminal && string.IsNullOrEmpty(variable(NoColour)), hasKeyboard);
}
