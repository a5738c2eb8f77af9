using System.Globalization;

namespace Load.Systems;

/// <summary>The wall clock of one process, by libfaketime. Timers run on the monotonic clock, which stays right, as when an administrator sets the time.</summary>
internal sealed class FakeClock(string file)
{
    private static readonly string? Library = new[] { "x86_64-linux-gnu", "aarch64-linux-gnu" }
        .Select(machine => $"/usr/lib/{machine}/faketime/libfaketimeMT.so.1").FirstOrDefault(File.Exists);

    /// <summary>Whether Debian's package libfaketime is installed.</summary>
    public static bool IsAvailable => Library is not null;

    public IEnumerable<KeyValuePair<string, string>> Environment => Library is null
        ? []
        :
        [
            new("LD_PRELOAD", Library),
            new("FAKETIME_TIMESTAMP_FILE", file),
            new("FAKETIME_DONT_FAKE_MONOTONIC", "1"),

            // Its remedy for glibc's waits with a deadline ends those of .NET at once.
            new("FAKETIME_FORCE_MONOTONIC_FIX", "0"),
            new("FAKETIME_CACHE_DURATION", "1"),
        ];

    /// <summary>Effective within a second.</summary>
    public void Set(TimeSpan offset)
    {
        // In one step, because a process may read it at any time.
        var next = $"{file}.next";
        File.WriteAllText(next, string.Create(CultureInfo.InvariantCulture, $"{offset.TotalSeconds:+0;-0;+0}\n"));
        File.Move(next, file, overwrite: true);
    }
}
