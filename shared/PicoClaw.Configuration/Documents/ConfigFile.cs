namespace PicoClaw.Configuration.Documents;

/// <summary>Reads the files of the configuration; a failure is one clear sentence.</summary>
internal static class ConfigFile
{
    public const string Missing = "does not exist";

    // Far more than anybody writes; a file of secrets has a line.
    private const int MaxBytes = 1_048_576;

    private const string TooLarge = "is larger than 1 MB";

    // The files of /proc and the like say that they hold nothing.
    private const int SmallFile = 4096;

    /// <summary>The bytes of the config file; null if the default file does not exist, unless <paramref name="mustExist"/>.</summary>
    public static byte[]? Read(ConfigPaths paths, FilesRead files, bool mustExist)
    {
        var reason = files.TryRead(paths.File, out var bytes);
        if (reason == Missing && paths.NamedBy is null && !mustExist)
        {
            return null;
        }

        var origin = paths.NamedBy is { Length: > 0 } variable ? $" (named by {variable})" : "";
        return reason is null ? bytes : throw new ConfigException($"{paths.File}{origin}: the config file {reason}.");
    }

    /// <summary>Null when the file was read, else what is wrong with it. A pipe can be read only once.</summary>
    public static string? TryRead(string path, out byte[] bytes, out bool isPipe)
    {
        (bytes, isPipe) = ([], false);
        if (Directory.Exists(path))
        {
            return "is a folder, not a file";
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            isPipe = !file.CanSeek;
            if (!isPipe && file.Length > MaxBytes)
            {
                return TooLarge;
            }

            // One byte more than is wanted shows whether there is more.
            var content = new byte[isPipe ? MaxBytes + 1 : Math.Max((int)file.Length, SmallFile) + 1];
            var length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            if (length == content.Length)
            {
                return isPipe ? TooLarge : "grows while it is read";
            }

            bytes = content[..length];
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Explain(exception);
        }
    }

    public static string Explain(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => Missing,
        UnauthorizedAccessException => "cannot be read: this user has no permission to read it",
        _ => $"cannot be read: {exception.Message.TrimEnd('.')}",
    };

    public static bool IsOpenToOthers(string path)
    {
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != 0;
    }
}
