namespace Harness.Processes;

/// <summary>The paths of programs and scripts.</summary>
internal static class Repository
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    public static string Root { get; } = FindRoot();

    public static string Program(string service, string assembly) => Program(service, assembly, Root);

    /// <summary>The same in another checkout.</summary>
    public static string Program(string service, string assembly, string root) =>
        Path.Combine(root, "services", service, "bin", Configuration, "net10.0", assembly + ".dll");

    public static string AppHost => Path.Combine(Root, "PicoClaw.AppHost", "bin", Configuration, "net10.0", "PicoClaw.AppHost.dll");

    /// <summary>A file by its path from the root.</summary>
    public static string File(string path) => Path.Combine(Root, path);

    /// <summary>A script in eng/.</summary>
    public static string Script(string name) => Path.Combine(Root, "eng", name);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "PicoClaw.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not within the repository");
    }
}
