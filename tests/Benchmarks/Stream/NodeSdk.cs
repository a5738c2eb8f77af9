using System.Diagnostics;

namespace Benchmarks.Stream;

internal static class NodeSdk
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "node");

    public static string Client => Path.Combine(Folder, "client.mjs");

    public static async Task InstallAsync()
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules", "dingtalk-stream")))
        {
            return;
        }

        // No install scripts, and no lock file, which would name the registry of this machine.
        string[] arguments = ["install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
        using var npm = Process.Start(new ProcessStartInfo("npm", arguments) { WorkingDirectory = Folder })!;
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException("npm could not install DingTalk's Node SDK; see above.");
        }
    }
}
