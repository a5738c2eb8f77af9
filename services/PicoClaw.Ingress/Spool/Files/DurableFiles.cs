using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PicoClaw.Ingress.Spool.Files;

/// <summary>Files that only their owner may read, and that are still there after a power cut.</summary>
internal static partial class DurableFiles
{
    private const UnixFileMode ForOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int ReadOnly = 0;

    public static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, ForOwner | UnixFileMode.UserExecute);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    public static FileStream Open(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = ForOwner;
        }

        return new FileStream(path, options);
    }

    /// <summary>A new or renamed file is on disk only when its folder is.</summary>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new SafeFileHandle(OpenFolder(path, ReadOnly), ownsHandle: true);
        if (folder.IsInvalid || Flush((int)folder.DangerousGetHandle()) != 0)
        {
            throw new IOException($"The folder {path} cannot be flushed to disk: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int handle);
}
