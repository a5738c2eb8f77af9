namespace PicoClaw.Storage.Sqlite;

/// <summary>Files that only their owner may read: they hold private conversations and the sessions that answer them.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode ForOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode ForOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, ForOwner | UnixFileMode.UserExecute);
        Tighten(path);
    }

    /// <summary>
    /// Creates the database if it is missing, as SQLite gives its other files the mode of this one, and removes other users' rights from existing files.
    /// </summary>
    public static void PrepareDatabase(string path)
    {
        Open(path, FileShare.ReadWrite).Dispose();
        foreach (var file in new[] { path, path + "-wal", path + "-shm", path + "-journal", path + ".lock" }.Where(File.Exists))
        {
            Tighten(file);
        }
    }

    /// <summary>Opens the file, or creates it for its owner alone.</summary>
    public static FileStream Open(string path, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = ForOwner;
        }

        return new FileStream(path, options);
    }

    private static void Tighten(string path)
    {
        if (OperatingSystem.IsWindows() || File.GetUnixFileMode(path) is var mode && (mode & ForOthers) == 0)
        {
            return;
        }

        try
        {
            File.SetUnixFileMode(path, mode & ~ForOthers);
        }
        catch (UnauthorizedAccessException)
        {
            // It belongs to another user, as a mounted volume may: its mode is that user's business.
        }
    }
}
