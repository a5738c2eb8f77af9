using Microsoft.Extensions.Options;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Workspaces;

/// <summary>The folder with the files that shape the agent. They are read anew for every turn, so a change counts at once.</summary>
internal sealed class Workspace(IOptions<WorkspaceOptions> options, ILogger<Workspace> logger)
{
    /// <summary>Characters. Enough for anything that is worth saying every time; more would crowd out the conversation.</summary>
    public const int LongestFile = 20_000;

    /// <summary>What the bot was asked to remember for good.</summary>
    public static readonly string MemoryFile = Path.Combine("memory", "MEMORY.md");

    /// <summary>Null: there is none.</summary>
    public string? Folder => options.Value.Workspace;

    /// <summary>The text of a file, cut where it is too long; null when there is none or it cannot be read.</summary>
    public async Task<string?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        if (Folder is not { } folder)
        {
            return null;
        }

        var path = Path.Combine(folder, name);
        try
        {
            using var reader = new StreamReader(path);
            var buffer = new char[LongestFile];
            var length = await reader.ReadBlockAsync(buffer, cancellationToken);
            var text = CleanText.Of(new string(buffer, 0, length > 0 && char.IsHighSurrogate(buffer[length - 1]) ? length - 1 : length)).Trim();
            return text.Length == 0 ? null : reader.Peek() < 0 ? text : $"{text}\n(cut here: the file is longer than {LongestFile} characters)";
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.WorkspaceFileUnreadable(logger, path, exception.Message);
            return null;
        }
    }
}
