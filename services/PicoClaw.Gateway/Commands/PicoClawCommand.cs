using System.CommandLine;
using PicoClaw.Gateway.Commands.Completion;
using PicoClaw.Gateway.Commands.Config;
using PicoClaw.Gateway.Commands.Dead;
using PicoClaw.Gateway.Commands.Original;
using PicoClaw.Gateway.Commands.Send;
using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Commands;

/// <summary>The <c>picoclaw</c> command.</summary>
internal static class PicoClawCommand
{
    // Within it a command that was told to end removes its drafts, ends its MCP servers and shows the cursor again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

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
            SendCommand.Create(),
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

        // The gateway finishes calls in flight, and a talk ends only its answer: both handle Ctrl+C themselves.
        streams.ProcessTerminationTimeout = parsed.CommandResult.Command.Name is "gateway" or "agent" ? null : Patience;
        return ParseErrors.AreSaid(parsed) ? ParseErrors.PrintAsync(parsed, streams.Error) : parsed.InvokeAsync(streams, cancellationToken);
    }
}
