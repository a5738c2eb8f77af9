using System.Diagnostics;
using System.Globalization;

namespace Load.Systems;

/// <summary>A file system of limited size in memory, which a run can fill. Mounting needs root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Chunk = 1024 * 1024;

    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    /// <summary>Null where it cannot be mounted.</summary>
    public static SmallDisk? TryMount(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("picoclaw-disk-").FullName;
        var size = string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=755");
        if (OperatingSystem.IsLinux() && Environment.UserName == "root" && Run("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder))
        {
            return new SmallDisk(folder);
        }

        Directory.Delete(folder);
        return null;
    }

    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var bytes = new byte[Chunk];
        for (var length = Chunk; length > 0; length /= 2)
        {
            WriteUntilFull(file, bytes.AsSpan(0, length));
        }
    }

    public void Empty() => File.Delete(Ballast);

    public void Dispose()
    {
        if (Run("umount", "--lazy", Folder))
        {
            Directory.Delete(Folder);
        }
    }

    private static void WriteUntilFull(FileStream file, ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (true)
            {
                file.Write(bytes);
            }
        }
        catch (IOException)
        {
            // No space is left for a piece of this size.
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
