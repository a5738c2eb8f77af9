using System.CommandLine;
using PicoClaw.Gateway.Commands.Completion;
using PicoClaw.Gateway.Commands.Config;
using PicoClaw.Gateway.Commands.Dead;
using PicoClaw.Gateway.Commands.Original;
using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Commands;

/// <summary>The <c>picoclaw</c> command.</summary>
internal static class PicoClawCommand
{
    public static RootCommand Create()
    {
        var root = new RootCommand("PicoClaw: an AI-agent bot for DingTalk")
        {
            Terminal.Verbose,
            OnboardCommand.Create(),
            DoctorCommand.Create(),
            GatewayCommand.Create(),
            StatusCommand.Create(),
            AgentCommand.Create(),
            ConfigCommand.Create(),
            DeadCommand.Create(),
            CompletionCommand.Create(),
            VersionCommand.Create(),
        };
        OriginalCommands.AddTo(root);
        return root;
    }

    public static Task<int> RunAsync(IReadOnlyList<string> words, InvocationConfiguration streams, CancellationToken cancellationToken = default)
    {
        var parsed = Create().Parse(words);
        return ParseErrors.AreSaid(parsed) ? ParseErrors.PrintAsync(parsed, streams.Error) : parsed.InvokeAsync(streams, cancellationToken);
    }
}
