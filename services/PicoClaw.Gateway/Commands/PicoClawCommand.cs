using System.CommandLine;
using PicoClaw.Gateway.Commands.Dead;
using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Commands;

/// <summary>The <c>picoclaw</c> command.</summary>
internal static class PicoClawCommand
{
    public static RootCommand Create() => new("PicoClaw: an AI-agent bot for DingTalk")
    {
        Terminal.Verbose,
        GatewayCommand.Create(),
        StatusCommand.Create(),
        DoctorCommand.Create(),
        DeadCommand.Create(),
        VersionCommand.Create(),
    };

    public static Task<int> RunAsync(IReadOnlyList<string> words, InvocationConfiguration streams, CancellationToken cancellationToken = default)
    {
        var parsed = Create().Parse(words);
        return ParseErrors.AreSaid(parsed) ? ParseErrors.PrintAsync(parsed, streams.Error) : parsed.InvokeAsync(streams, cancellationToken);
    }
}
