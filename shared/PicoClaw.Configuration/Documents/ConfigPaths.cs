namespace PicoClaw.Configuration.Documents;

/// <summary>The path of the configuration, and the variable that named it, if any.</summary>
internal sealed record ConfigPaths(string Home, string File, string? NamedBy)
{
    public const string HomeVariable = "PICOCLAW_HOME";
    public const string FileVariable = "PICOCLAW_CONFIG";

    public static ConfigPaths Locate(string? configPath, IReadOnlyDictionary<string, string> environment)
    {
        var userHome = UserHome(environment);
        var home = Value(environment, HomeVariable) is { } named
            ? Absolute(named, userHome)
            : Path.Combine(userHome, ".picoclaw");

        if (!string.IsNullOrWhiteSpace(configPath))
        {
            return new ConfigPaths(home, Absolute(configPath, userHome), "");
        }

        return Value(environment, FileVariable) is { } variable
            ? new ConfigPaths(home, Absolute(variable, userHome), FileVariable)
            : new ConfigPaths(home, Path.Combine(home, "config.json"), null);
    }

    /// <summary>Replaces a leading ~ as a shell would.</summary>
    public static string ExpandHome(string path, string userHome) =>
        path == "~" ? userHome
        : path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(userHome, path[2..])
        : path;

    public static string UserHome(IReadOnlyDictionary<string, string> environment) =>
        Value(environment, "HOME")
        ?? Value(environment, "USERPROFILE")
        ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static string Absolute(string path, string userHome) => Path.GetFullPath(ExpandHome(path.Trim(), userHome));

    private static string? Value(IReadOnlyDictionary<string, string> environment, string name) =>
        environment.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;
}
