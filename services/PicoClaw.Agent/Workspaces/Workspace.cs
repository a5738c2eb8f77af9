using System.Buffers;
using Microsoft.Extensions.Options;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Workspaces;

/// <summary>The folder of the files that shape the agent. They are read for every turn, so a change takes effect at once.</summary>
internal sealed class Workspace(IOptions<WorkspaceOptions> options, ILogger<Workspace> logger)
{
    /// <summary>In characters. More would crowd the conversation out of the prompt.</summary>
    public const int MaxFileLength = 20_000;

    /// <summary>The memory: what users asked the bot to remember.</summary>
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
        var buffer = ArrayPool<char>.Shared.Rent(MaxFileLength);
        try
        {
            using var reader = new StreamReader(path);
            var length = await reader.ReadBlockAsync(buffer.AsMemory(0, MaxFileLength), cancellationToken);
            var whole = length > 0 && char.IsHighSurrogate(buffer[length - 1]) ? length - 1 : length;
            var text = CleanText.Of(new string(buffer, 0, whole)).Trim();
            if (text.Length == 0)
            {
                return null;
            }

            return reader.Peek() < 0 ? text : $"{text}\n(cut here: the file is longer than {MaxFileLength} characters)";
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
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }
}
