namespace PicoClaw.Agent.Tools.Files;

/// <summary>The files of the workspace that may leave it: what a model asks for is as hostile as what it has read.</summary>
/// <param name="folder">The workspace.</param>
/// <param name="forbidden">Files and folders that never leave, such as the configuration and the store, should they lie within.</param>
internal sealed class WorkspaceFiles(string folder, IReadOnlyList<string> forbidden)
{
    public const string TooLarge = "the file is larger than 20 MB.";

    private const string NotThere = "the workspace has no such file.";
    private const string NotAllowed = "this file must not be sent.";

    private static readonly string[] SecretTypes = [".pem", ".key", ".pfx", ".p12", ".kdbx", ".env", ".db", ".sqlite"];
    private static readonly string[] SecretNames = ["config.json"];

    private readonly string _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    /// <summary>Null with a sentence for the model.</summary>
    public FileInfo? Find(string path, out string? problem)
    {
        (FileInfo? found, problem) = Check(path);
        return found;
    }

    private (FileInfo? File, string? Problem) Check(string path)
    {
        var names = path.Split('/', '\\');
        if (path.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(path) || path.Contains(':', StringComparison.Ordinal)
            || names.Any(name => name is "" or "." or ".."))
        {
            return (null, "give a path within the workspace, such as reports/may.pdf.");
        }

        // A file whose name begins with a dot is hidden from people, so from models, too.
        var full = Path.Combine([_root, .. names]);
        if (names.Any(name => name.StartsWith('.')) || SecretNames.Contains(names[^1], StringComparer.OrdinalIgnoreCase)
            || SecretTypes.Contains(Path.GetExtension(full), StringComparer.OrdinalIgnoreCase) || forbidden.Any(other => IsWithin(other, full)))
        {
            return (null, NotAllowed);
        }

        return Look(names);
    }

    // Links are not followed at any step: they may lead anywhere.
    private (FileInfo? File, string? Problem) Look(string[] names)
    {
        var path = _root;
        foreach (var name in names)
        {
            path = Path.Combine(path, name);
            if (new FileInfo(path).LinkTarget is not null)
            {
                return (null, NotAllowed);
            }
        }

        // Devices, pipes and sockets have no length; they are never opened.
        var file = new FileInfo(path);
        return !file.Exists ? (null, NotThere)
            : file.Length == 0 ? (null, "the file is empty.")
            : file.Length > OutgoingFiles.MaxBytes ? (null, TooLarge)
            : (file, null);
    }

    private static bool IsWithin(string place, string path)
    {
        var whole = Path.TrimEndingDirectorySeparator(Path.GetFullPath(place));
        return path.Equals(whole, StringComparison.OrdinalIgnoreCase)
            || path.StartsWith(whole + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase);
    }
}
