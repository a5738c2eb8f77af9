using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace PicoClaw.Agent.Attachments.Opening;

/// <summary>How the opening process is started: this assembly, with the runtime and the libraries of the program that runs here.</summary>
internal static class OpeningCommand
{
    // Of the environment only where programs find their folders; the rest holds secrets.
    private static readonly string[] Folders = ["HOME", "TMPDIR", "SystemRoot", "DOTNET_ROOT", "DOTNET_BUNDLE_EXTRACT_BASE_DIR"];

    public static ProcessStartInfo Of(string extension, OpeningLimits limits)
    {
        var start = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        (start.FileName, var assembly) = Program();
        string[] arguments =
        [
            .. assembly,
            OpeningProcess.Verb,
            extension,
            limits.Time.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        start.Environment.Clear();
        foreach (var name in Folders)
        {
            if (Environment.GetEnvironmentVariable(name) is { } folder)
            {
                start.Environment[name] = folder;
            }
        }

        start.Environment["DOTNET_GCHeapHardLimit"] = limits.Heap.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return start;
    }

    // Published as a single file there is no assembly beside the program, which then runs itself.
    private static (string File, string[] Assembly) Program()
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, $"{typeof(OpeningCommand).Assembly.GetName().Name}.dll");
        var program = Path.Combine(AppContext.BaseDirectory, Assembly.GetEntryAssembly()!.GetName().Name!);
        return File.Exists(assembly)
            ? (Runtime(), ["exec", "--runtimeconfig", $"{program}.runtimeconfig.json", "--depsfile", $"{program}.deps.json", assembly])
            : (Environment.ProcessPath!, []);
    }

    // The runtime stands in <root>/shared/Microsoft.NETCore.App/<version>, and its command in the root.
    private static string Runtime() =>
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
