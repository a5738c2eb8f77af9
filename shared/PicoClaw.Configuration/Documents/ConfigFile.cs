namespace PicoClaw.Configuration.Documents;

/// <summary>Reads the files of the configuration; a failure is one clear sentence.</summary>
internal static class ConfigFile
{
    /// <summary>The bytes of the config file; null if the default file does not exist.</summary>
    public static byte[]? Read(ConfigPaths paths)
    {
        if (!File.Exists(paths.File) && !Directory.Exists(paths.File) && paths.NamedBy is null)
        {
            return null;
        }

        var origin = paths.NamedBy is { Length: > 0 } variable ? $" (named by {variable})" : "";
        return TryRead(paths.File, out var bytes) is { } reason
            ? throw new ConfigException($"{paths.File}{origin}: the config file {reason}.")
            : bytes;
    }

    /// <summary>Null when the file was read, else what is wrong with it.</summary>
    public static string? TryRead(string path, out byte[] bytes)
    {
        bytes = [];
        if (Directory.Exists(path))
        {
            return "is a folder, not a file";
        }

        try
        {
            bytes = File.ReadAllBytes(path);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Explain(exception);
        }
    }

    public static string Explain(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "does not exist",
        UnauthorizedAccessException => "cannot be read: this user has no permission to read it",
        _ => $"cannot be read: {exception.Message.TrimEnd('.')}",
    };

    public static bool IsOpenToOthers(string path)
    {
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != 0;
    }
}
