namespace Interop.Tests;

// What a package.json names, installed beside it once.
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

        // No scripts of strangers, and no lock file: it would name whichever registry was used here.
        await Tool.RunAsync("npm", folder, ["install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], Limit);
        await File.WriteAllTextAsync(done, wanted);
    }
}
