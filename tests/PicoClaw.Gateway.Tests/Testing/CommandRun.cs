using System.CommandLine;
using PicoClaw.Gateway.Commands;

namespace PicoClaw.Gateway.Tests.Testing;

/// <summary>What <c>picoclaw</c> printed.</summary>
internal sealed record CommandRun(int Exit, string Output, string Error)
{
    public static async Task<CommandRun> OfAsync(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var streams = new InvocationConfiguration { Output = output, Error = error };
        var exit = await PicoClawCommand.RunAsync(words, streams, TestContext.Current.CancellationToken);
        return new CommandRun(exit, output.ToString(), error.ToString());
    }
}
