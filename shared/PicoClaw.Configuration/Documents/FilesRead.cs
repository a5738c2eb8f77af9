using System.Security.Cryptography;
using System.Text;

namespace PicoClaw.Configuration.Documents;

/// <summary>
/// The files that a configuration was read from, config.json and those that it names, with what they held. Contents are compared, not times or
/// inodes: a file may be written in place, replaced by a rename, or stand behind a symbolic link that is switched.
/// </summary>
internal sealed class FilesRead
{
    private readonly Dictionary<string, byte[]> _contents = new(StringComparer.Ordinal);

    /// <summary>As <see cref="ConfigFile.TryRead"/>.</summary>
    public string? TryRead(string path, out byte[] bytes)
    {
        var reason = ConfigFile.TryRead(path, out bytes, out var isPipe);
        if (!isPipe)
        {
            _contents[path] = Digest(reason, bytes);
        }

        return reason;
    }

    /// <summary>Whether any of them holds something else now, is gone or has come.</summary>
    public bool HaveChanged() => _contents.Any(file => !Now(file.Key).SequenceEqual(file.Value));

    // Most have no .security.yml, and an exception every second would show in the metrics.
    private static byte[] Now(string path) =>
        Path.Exists(path) ? Digest(ConfigFile.TryRead(path, out var bytes, out _), bytes) : Digest(ConfigFile.Missing, []);

    private static byte[] Digest(string? reason, byte[] bytes) => SHA256.HashData(reason is null ? bytes : Encoding.UTF8.GetBytes(reason));
}
