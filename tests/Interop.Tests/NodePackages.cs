namespace Interop.Tests;

// Installs the packages of a package.json beside it, once.
internal static class NodePackages
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static async Task InstallAsync(string folder)
    {
        var wanted = await File.ReadAllTextAsync(Path.Combine(folder, "package.json"));
        var done = Path.Combine(folder, "installed.json");
        if (File.Exists(done) && await File.ReadAllTextAsync(done) == wanted)
        {
            return;
        }

        // No install scripts, and no lock file, which would name the registry of this machine.
        string[] install = ["install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
        await Tool.RunAsync("npm", folder, install, Limit);
        await File.WriteAllTextAsync(done, wanted);
    }
}
