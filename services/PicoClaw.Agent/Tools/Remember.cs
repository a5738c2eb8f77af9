using System.ComponentModel;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PicoClaw.Agent.Workspaces;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Tools;

/// <summary>Appends to the memory, <c>memory/MEMORY.md</c> of the workspace, which is part of every later prompt.</summary>
internal sealed class Remember : IToolSource, IDisposable
{
    private const int MaxNoteLength = 500;

    private const int MaxAttempts = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly TimeProvider _time;
    private readonly string _file;

    public Remember(IOptions<ToolOptions> options, Workspace workspace, TimeProvider time)
    {
        _time = time;
        _file = Path.Combine(workspace.Folder ?? "", Workspace.MemoryFile);
        Tools = options.Value.AllowRemember && workspace.Folder is not null
            ? [AIFunctionFactory.Create(
                NoteAsync, "remember", "Remembers one lasting fact or wish for all later conversations. Use it only when a user asks to remember something.")]
            : [];
    }

    public IReadOnlyList<AIFunction> Tools { get; }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<string> NoteAsync(
        [Description("The fact in one short sentence that can be understood on its own.")] string note, CancellationToken cancellationToken)
    {
        if (note.Length > MaxNoteLength || CleanText.Line(note, MaxNoteLength) is not { } fact)
        {
            return $"Error: a note has 1 to {MaxNoteLength} characters.";
        }

        var line = $"- {_time.GetUtcNow():yyyy-MM-dd}: {fact}\n";
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await AppendAsync(line, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "Error: the memory cannot be written here.";
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<string> AppendAsync(string line, CancellationToken cancellationToken)
    {
        CreateFolder(Path.GetDirectoryName(_file)!);
        await using var fileLock = await LockAsync(cancellationToken);
        await using var file = Open(_file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);

        // A person who edited it may have left out the last line break.
        var memory = await ReadAsync(file, cancellationToken);
        line = memory.Length == 0 || memory.EndsWith('\n') ? line : "\n" + line;
        if (memory.Length + line.Length > Workspace.MaxFileLength)
        {
            // No prompt holds more of it.
            return "Error: the memory is full; a person has to tidy it up.";
        }

        file.Seek(0, SeekOrigin.End);
        await file.WriteAsync(Encoding.UTF8.GetBytes(line), cancellationToken);
        return "Remembered.";
    }

    // No more than is needed to see that it is full.
    private static async Task<string> ReadAsync(FileStream file, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(file, leaveOpen: true);
        var buffer = new char[Workspace.MaxFileLength];
        return new string(buffer, 0, await reader.ReadBlockAsync(buffer, cancellationToken));
    }

    // Keeps other replicas out. A file of its own, because a locked file cannot be read.
    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Open(_file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < MaxAttempts)
            {
                await Task.Delay(Pause, _time, cancellationToken);
            }
        }
    }

    // A new file is readable by its owner only; an existing one keeps its permissions.
    private static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 0, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
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
