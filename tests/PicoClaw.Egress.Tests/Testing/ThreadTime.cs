using System.Globalization;

namespace PicoClaw.Egress.Tests.Testing;

/// <summary>How long the processor has worked for this thread: what a busy machine adds to the time on the wall is not in it.</summary>
internal static class ThreadTime
{
    private const string Path = "/proc/thread-self/schedstat";

    /// <summary>Null where the system does not tell.</summary>
    public static TimeSpan? Read() => File.Exists(Path)
        ? TimeSpan.FromMicroseconds(long.Parse(File.ReadAllText(Path).Split(' ')[0], CultureInfo.InvariantCulture) / 1000.0)
        : null;
}
