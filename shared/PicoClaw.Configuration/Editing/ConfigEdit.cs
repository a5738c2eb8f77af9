using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PicoClaw.Configuration.Documents;

namespace PicoClaw.Configuration.Editing;

/// <summary>A change of config.json that keeps everything else in it, and its order. A file that cannot be read is never replaced.</summary>
public sealed class ConfigEdit
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _root;

    // As it was read; null where there was no file.
    private readonly byte[]? _before;

    private ConfigEdit(string file, byte[]? before, JsonObject root)
    {
        (File, _before, _root) = (file, before, root);
        Accounts = new AccountEdit(root);
        Models = new ModelEdit(root);
    }

    /// <summary>The path that the bot reads.</summary>
    public string File { get; }

    /// <summary>Whether there is no file yet.</summary>
    public bool IsNew => _before is null;

    public AccountEdit Accounts { get; }

    public ModelEdit Models { get; }

    public string Text => _root.ToJsonString(Readable) + "\n";

    /// <param name="configPath">The file; null looks where the bot looks.</param>
    /// <param name="environment">The variables; null takes those of the process.</param>
    /// <exception cref="ConfigException">The file is broken, with the place and what to write.</exception>
    public static ConfigEdit Open(string? configPath, IReadOnlyDictionary<string, string>? environment = null)
    {
        var paths = ConfigPaths.Locate(configPath, environment ?? PicoClawConfigurationExtensions.ProcessEnvironment());
        if (!System.IO.File.Exists(paths.File) && !Directory.Exists(paths.File))
        {
            return new ConfigEdit(paths.File, before: null, new JsonObject { ["version"] = Sections.FileSection.NewestVersion });
        }

        var bytes = ConfigFile.Read(paths, new FilesRead(), mustExist: true)!;
        var report = new ConfigReport();
        var text = ConfigText.From(paths.File, bytes);
        report.ExpectObject(ConfigParser.Parse(text, report), "");
        report.ThrowIfAny();
        return new ConfigEdit(paths.File, bytes, JsonNode.Parse(text.Bytes)!.AsObject());
    }

    /// <summary>
    /// Writes it readable by its owner alone, in one step: a reader sees the old file or the new one. Before that
    /// <paramref name="check"/> gets the path of a copy beside it; when it throws, nothing has changed.
    /// </summary>
    /// <exception cref="ConfigChangedException">The file is not any more what was read.</exception>
    public Task SaveAsync(Func<string, Task> check) => WriteAsync(check, replaces: true);

    /// <summary>The same without the last step: the file stays as it is.</summary>
    public Task TryAsync(Func<string, Task> check) => WriteAsync(check, replaces: false);

    private async Task WriteAsync(Func<string, Task> check, bool replaces)
    {
        // A link stays a link.
        var target = (IsNew ? null : System.IO.File.ResolveLinkTarget(File, returnFinalTarget: true)?.FullName) ?? File;
        var folder = Path.GetDirectoryName(target)!;
        var draft = Path.Combine(folder, $".{Path.GetFileName(target)}.{Environment.ProcessId}.new");
        try
        {
            CreateFolder(folder);
            await WriteAsync(draft);
            await check(draft);
            if (replaces)
            {
                ThrowIfChanged();
                System.IO.File.Move(draft, target, overwrite: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException(
                $"{File} cannot be written ({exception.Message.TrimEnd('.')}). Name another file with --config, or correct its rights.", exception);
        }
        finally
        {
            if (System.IO.File.Exists(draft))
            {
                System.IO.File.Delete(draft);
            }
        }
    }

    // The check may take minutes, in which somebody else writes.
    private void ThrowIfChanged()
    {
        var now = System.IO.File.Exists(File) ? System.IO.File.ReadAllBytes(File) : null;
        if (now is null != _before is null || !now.AsSpan().SequenceEqual(_before))
        {
            throw new ConfigChangedException($"{File} has been changed by somebody else meanwhile, and was left as it is. Run this again.");
        }
    }

    private async Task WriteAsync(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var file = new FileStream(path, options);
        await using (var writer = new StreamWriter(file, leaveOpen: true))
        {
            await writer.WriteAsync(Text);
        }

        file.Flush(flushToDisk: true);
    }

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
