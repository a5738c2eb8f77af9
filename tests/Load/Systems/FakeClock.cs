using System.Globalization;

namespace Load.Systems;

/// <summary>
/// The wall clock of one process, by libfaketime. Timers run on the monotonic clock, which stays right, as when an administrator sets the time.
/// </summary>
internal sealed class FakeClock : IDisposable
{
    private static readonly string? Library = new[] { "x86_64-linux-gnu", "aarch64-linux-gnu" }
        .Select(machine => $"/usr/lib/{machine}/faketime/libfaketimeMT.so.1").FirstOrDefault(File.Exists);

    // Not in the home of a process: PostgreSQL runs as another user.
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"picoclaw-clock-{Guid.NewGuid():N}");

    private FakeClock() => Set(TimeSpan.Zero);

    public IEnumerable<KeyValuePair<string, string>> Environment =>
        [
            new("LD_PRELOAD", Library!),
            new("FAKETIME_TIMESTAMP_FILE", _file),
            new("FAKETIME_DONT_FAKE_MONOTONIC", "1"),

            // Its remedy for glibc's waits with a deadline ends those of .NET at once.
            new("FAKETIME_FORCE_MONOTONIC_FIX", "0"),
            new("FAKETIME_CACHE_DURATION", "1"),
        ];

    /// <summary>Null where Debian's package libfaketime is not installed.</summary>
    public static FakeClock? TryCreate() => Library is null ? null : new FakeClock();

    /// <summary>Effective within a second.</summary>
    public void Set(TimeSpan offset)
    {
        // In one step, because a process may read it at any time.
        var next = $"{_file}.next";
        File.WriteAllText(next, string.Create(CultureInfo.InvariantCulture, $"{offset.TotalSeconds:+0;-0;+0}\n"));
        File.Move(next, _file, overwrite: true);
    }

    public void Dispose() => File.Delete(_file);
}
