using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PicoClaw.Storage.Blobs;

/// <summary>A renamed file is on disk only when its folder is.</summary>
internal static partial class FlushedFolder
{
    private const int ReadOnly = 0;

    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new SafeFileHandle(Open(path, ReadOnly), ownsHandle: true);
        if (folder.IsInvalid || Sync((int)folder.DangerousGetHandle()) != 0)
        {
            throw new IOException($"The folder {path} cannot be flushed to disk: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int handle);
}
