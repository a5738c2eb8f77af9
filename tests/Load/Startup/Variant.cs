using System.Diagnostics;
using Harness.Processes;

namespace Load.Startup;

/// <summary>One way to publish the programs.</summary>
/// <param name="Folder">The folder of the published programs.</param>
/// <param name="Variables">The environment variables of the programs.</param>
internal sealed record Variant(string Folder, IReadOnlyList<KeyValuePair<string, string>> Variables)
{
    public static async Task<Variant> PublishAsync(
        IReadOnlyList<string> services, string folder, IReadOnlyList<string> options, IReadOnlyList<KeyValuePair<string, string>> variables)
    {
        foreach (var service in services)
        {
            using var publish = Process.Start(
                "dotnet",
                [
                    "publish", Path.Combine(Repository.Root, $"services/{service}"), "--configuration", "Release",
                    "--artifacts-path", Path.Combine(folder, "artifacts"), "--output", Path.Combine(folder, service),
                    "--nologo", "-v:quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false", .. options]);
            await publish.WaitForExitAsync();
            if (publish.ExitCode != 0)
            {
                throw new InvalidOperationException($"{service} could not be published");
            }
        }

        return new Variant(folder, variables);
    }

    public ServiceProcess Start(string service, string assembly, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment) =>
        ServiceProcess.StartProgram(service, "dotnet", [Path.Combine(Folder, service, $"{assembly}.dll"), .. arguments], [.. environment, .. Variables]);
}
