using System.CommandLine;
using System.Reflection;

namespace PicoClaw.Gateway.Commands;

internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Print the version");
        command.SetAction(parsed =>
            parsed.InvocationConfiguration.Output.WriteLine(
                typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion));
        return command;
    }
}
