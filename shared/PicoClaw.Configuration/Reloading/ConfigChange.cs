namespace PicoClaw.Configuration.Reloading;

/// <summary>What a look at changed files found.</summary>
/// <param name="File">config.json, or where it was looked for.</param>
public sealed record ConfigChange(string File)
{
    /// <summary>Why the files cannot be used, in one line with file, line and column; null when they can.</summary>
    public string? Problem { get; init; }

    /// <summary>The names of changed fields that may take effect now.</summary>
    public IReadOnlyList<string> Live { get; init; } = [];

    /// <summary>The names of fields whose value in the file differs from the one in use until the next start.</summary>
    public IReadOnlyList<string> NeedRestart { get; init; } = [];

    /// <summary>Sentences for the log that the reading before did not have.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>All settings of the files.</summary>
    internal IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();
}
