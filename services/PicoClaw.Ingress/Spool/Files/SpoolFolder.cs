using System.Globalization;

namespace PicoClaw.Ingress.Spool.Files;

/// <summary>
/// A numbered folder within the spool's. One process owns it by a lock that the system releases when that process dies, so replicas share a
/// volume, each with a number of its own.
/// </summary>
internal sealed class SpoolFolder : IDisposable
{
    public const int MostReplicas = 100;
    private const string Extension = ".spool";
    private const int EagainLinux = 11;
    private const int EagainMac = 35;
    private const int SharingViolation = 32;

    private readonly FileStream _lock;
    private long _last;

    private SpoolFolder(string path, FileStream @lock)
    {
        (Path, _lock) = (path, @lock);
        _last = Directory.EnumerateFiles(path).Select(Number).DefaultIfEmpty().Max();
    }

    public string Path { get; }

    /// <summary>The first folder that no process owns.</summary>
    public static SpoolFolder Claim(string root)
    {
        DurableFiles.CreateFolder(root);
        for (var number = 1; number <= MostReplicas; number++)
        {
            var path = PathOf(root, number);
            DurableFiles.CreateFolder(path);
            if (TryClaim(path) is { } folder)
            {
                return folder;
            }
        }

        throw new IOException($"{MostReplicas} processes use {root}; give this one a folder of its own");
    }

    /// <summary>Takes over the files of processes that have died. They follow those of this folder.</summary>
    public IReadOnlyList<string> Adopt(string root)
    {
        var adopted = new List<string>();
        foreach (var number in Enumerable.Range(1, MostReplicas))
        {
            var path = PathOf(root, number);
            if (path == Path || !Directory.Exists(path) || !Files(path).Any() || TryClaim(path) is not { } other)
            {
                continue;
            }

            using (other)
            {
                adopted.AddRange(other.Segments().Select(MoveHere));
            }
        }

        if (adopted.Count > 0)
        {
            DurableFiles.FlushFolder(Path);
        }

        return adopted;
    }

    /// <summary>The files in the order in which they were written.</summary>
    public IReadOnlyList<string> Segments() => [.. Files(Path).OrderBy(Number)];

    public string NextSegment() => System.IO.Path.Combine(Path, Interlocked.Increment(ref _last).ToString("D10", CultureInfo.InvariantCulture) + Extension);

    public void Dispose() => _lock.Dispose();

    private static SpoolFolder? TryClaim(string path)
    {
        var file = System.IO.Path.Combine(path, "lock");
        try
        {
            return new SpoolFolder(path, DurableFiles.Open(file, FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException exception) when ((exception.HResult & 0xFFFF) is EagainLinux or EagainMac or SharingViolation)
        {
            return null;
        }
    }

    private static string PathOf(string root, int number) => System.IO.Path.Combine(root, number.ToString(CultureInfo.InvariantCulture));

    private static IEnumerable<string> Files(string path) =>
        Directory.EnumerateFiles(path, "*" + Extension).Where(file => Number(file) > 0);

    private static long Number(string file) =>
        long.TryParse(System.IO.Path.GetFileName(file).Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private string MoveHere(string file)
    {
        var path = NextSegment();
        File.Move(file, path);
        return path;
    }
}
