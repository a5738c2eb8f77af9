namespace PicoClaw.Storage.Sqlite;

/// <summary>A file that one process at a time holds open; the system releases it when the process dies, however it dies.</summary>
internal sealed class ProcessLock : IDisposable
{
    private readonly FileStream _file;

    private ProcessLock(FileStream file) => _file = file;

    public static ProcessLock Take(string path)
    {
        try
        {
            return new ProcessLock(PrivateFiles.Open(path, FileShare.None));
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new StoreInUseException(
                $"Another PicoClaw process uses {Path.GetDirectoryName(path)}. Stop it, or give this one its own folder with PICOCLAW_HOME.", exception);
        }
    }

    public void Dispose() => _file.Dispose();
}
