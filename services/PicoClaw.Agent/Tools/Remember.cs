using System.ComponentModel;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PicoClaw.Agent.Workspaces;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Tools;

/// <summary>Appends to <c>memory/MEMORY.md</c> of the workspace, which every later conversation is told.</summary>
internal sealed class Remember : IToolSource, IDisposable
{
    private const int LongestNote = 500;

    private const int LargestMemory = 64 * 1024;

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
            ? [AIFunctionFactory.Create(NoteAsync, "remember", "Remembers one lasting fact or wish for all later conversations. Use it only when a user asks to remember something.")]
            : [];
    }

    public IReadOnlyList<AIFunction> Tools { get; }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<string> NoteAsync([Description("The fact in one short sentence that can be understood on its own.")] string note, CancellationToken cancellationToken)
    {
        if (note.Length > LongestNote || CleanText.Line(note, LongestNote) is not { } fact)
        {
            return $"Error: a note has 1 to {LongestNote} characters.";
        }

        var line = Encoding.UTF8.GetBytes($"- {_time.GetUtcNow():yyyy-MM-dd}: {fact}\n");
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

    private async Task<string> AppendAsync(byte[] line, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        await using var ours = await LockAsync(cancellationToken);
        await using var file = new FileStream(_file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0, useAsync: true);
        if (file.Length + line.Length > LargestMemory)
        {
            return "Error: the memory is full; a person has to tidy it up.";
        }

        await file.WriteAsync(line, cancellationToken);
        return "Remembered.";
    }
    // Against other replicas. A file of its own, because a locked one cannot be read either.
    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(_file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < MaxAttempts)
            {
                await Task.Delay(Pause, _time, cancellationToken);
            }
        }
    }
}
