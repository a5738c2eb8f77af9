using System.Globalization;

namespace PicoClaw.Egress.Tests.Testing;

/// <summary>The processor time of this thread, which a busy machine does not lengthen.</summary>
internal static class ThreadTime
{
    private const string Path = "/proc/thread-self/schedstat";

    /// <summary>Null where the system does not provide it.</summary>
    public static TimeSpan? Read() => File.Exists(Path)
        ? TimeSpan.FromMicroseconds(long.Parse(File.ReadAllText(Path).Split(' ')[0], CultureInfo.InvariantCulture) / 1000.0)
        : null;
}
