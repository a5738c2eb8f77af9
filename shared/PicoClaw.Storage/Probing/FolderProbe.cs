namespace PicoClaw.Storage.Probing;

/// <summary>Looks at the folder of SQLite's files.</summary>
internal static class FolderProbe
{
    private const string Remedy = "Set \"store\" in config.json, PICOCLAW_STORE or PICOCLAW_HOME to a folder that this user may write to.";

    public static StoreProbeResult Look(string folder)
    {
        // Where there is none yet, it will be created in the nearest that exists.
        var nearest = Path.GetFullPath(folder);
        while (!Directory.Exists(nearest))
        {
            if (File.Exists(nearest))
            {
                return new StoreProbeResult($"{nearest} is a file, and the store needs a folder there", Remedy);
            }

            nearest = Path.GetDirectoryName(nearest) ?? Path.GetPathRoot(nearest)!;
        }

        try
        {
            foreach (var file in nearest == Path.GetFullPath(folder) ? Directory.GetFiles(folder, "*.db") : [])
            {
                new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete).Dispose();
            }

            var trial = Path.Combine(nearest, $".picoclaw-{Guid.NewGuid():N}");
            File.Create(trial, 1, FileOptions.DeleteOnClose).Dispose();
            return new StoreProbeResult(nearest == Path.GetFullPath(folder) ? $"SQLite in {folder}" : $"SQLite, to be created in {folder}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new StoreProbeResult($"the store's folder {folder} cannot be written to ({exception.Message.TrimEnd('.')})", Remedy);
        }
    }
}
