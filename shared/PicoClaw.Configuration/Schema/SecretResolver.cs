using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using PicoClaw.Configuration.Documents;

namespace PicoClaw.Configuration.Schema;

/// <summary>Reads a credential: from its file if it is file://…, and without the whitespace that pasting adds.</summary>
internal sealed partial class SecretResolver(
    string folder, string userHome, IReadOnlyDictionary<string, string> environment, FilesRead files, ConfigReport report)
{
    private const string FileScheme = "file://";
    private const string EncryptedScheme = "enc://";

    private readonly SortedSet<string> _filesWithSecrets = new(StringComparer.Ordinal);

    /// <summary>The files that hold a secret themselves, whose mode therefore matters.</summary>
    public IReadOnlyCollection<string> FilesWithSecrets => _filesWithSecrets;

    public void Note(ConfigNode node, bool isSecret)
    {
        if (isSecret && !node.Place.IsEnvironment && node.Text.Trim().Length > 0 && !IsReference(node))
        {
            _filesWithSecrets.Add(node.Place.Source);
        }
    }

    public static bool IsReference(ConfigNode node) => node.Text.TrimStart().StartsWith(FileScheme, StringComparison.Ordinal);

    public string? Resolve(ConfigNode node, string path, out string? problem)
    {
        problem = null;
        var value = node.Text.Trim();
        if (value.Length != node.Text.Length && value.Length > 0)
        {
            report.Warn(node.Place, path, "has whitespace around its value, which was removed.");
        }

        if (value.StartsWith(EncryptedScheme, StringComparison.Ordinal))
        {
            problem = "is encrypted (enc://), which this edition cannot read. Write file:// and the path of a file that holds it.";
            return null;
        }

        if (value.StartsWith(FileScheme, StringComparison.Ordinal))
        {
            return FromFile(node, path, value[FileScheme.Length..], out problem);
        }

        // As a shell would; where no such variable is set, the key itself may begin with a $.
        if (BareVariable().IsMatch(value) && environment.GetValueOrDefault(value[1..])?.Trim() is { Length: > 0 } variable)
        {
            return variable;
        }

        return value.Length == 0 ? null : value;
    }

    private string? FromFile(ConfigNode node, string path, string name, out string? problem)
    {
        if (name.Length == 0)
        {
            problem = "names no file. Write file:// and the path of the file that holds it.";
            return null;
        }

        var file = Path.GetFullPath(ConfigPaths.ExpandHome(name, userHome), folder);
        var reason = files.TryRead(file, out var bytes);
        if (reason is null && !Utf8.IsValid(bytes))
        {
            reason = "is not UTF-8 text";
        }

        var text = reason is null ? Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF') : "";
        var value = text.Trim();
        if (reason is null)
        {
            reason = value.Length == 0 ? "is empty"
                : value.AsSpan().ContainsAny('\r', '\n') ? "holds more than one line"
                : null;
        }

        if (reason is not null)
        {
            problem = $"is read from the file {file}, which {reason}.";
            return null;
        }

        problem = null;
        // Every editor and echo leaves one line end behind; other whitespace is a mistake.
        if (text != value && text != value + "\n" && text != value + "\r\n")
        {
            report.Warn(node.Place, path, $"is read from the file {file}, which has whitespace around the value; it was removed.");
        }

        return value;
    }

    [GeneratedRegex(@"^\$[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex BareVariable();
}
