using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace PicoClaw.Agent.Attachments.Opening;

/// <summary>
/// Has a process of its own open each file, within bounds of memory and time: documents are hostile, and none of the libraries that read them can
/// promise to end, to stay small or not to fall. The process has nothing of this one's environment.
/// </summary>
internal sealed class AttachmentOpener(OpeningLimits limits, TimeProvider time, ILogger<AttachmentOpener> logger) : IDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly SemaphoreSlim _slots = new(limits.Processes);

    /// <summary>What the file holds, or why that cannot be told. It throws what reading <paramref name="content"/> throws.</summary>
    public async Task<Opened> OpenAsync(Stream content, string? name, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            return await RunAsync(content, ExtensionOf(name), cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task<Opened> RunAsync(Stream content, string extension, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(limits.Time, time, cancellationToken);
        using var process = Start(extension);
        if (process is null)
        {
            return Opened.Failed(OpenFault.NotStarted);
        }

        try
        {
            var silence = process.StandardError.BaseStream.CopyToAsync(Stream.Null, limit.Token);
            var answer = ReadAsync(process.StandardOutput.BaseStream, limit.Token);
            await WriteAsync(content, process.StandardInput.BaseStream, limit.Token);
            var opened = await answer;
            await silence;
            await process.WaitForExitAsync(limit.Token);
            if (opened is null)
            {
                Log.OpeningFell(logger, process.ExitCode);
            }

            return opened ?? Opened.Failed(OpenFault.Broken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Opened.Failed(OpenFault.TooSlow);
        }
        finally
        {
            process.Kill();
        }
    }

    private Process? Start(string extension)
    {
        try
        {
            return Process.Start(OpeningCommand.Of(extension, limits));
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            Log.OpeningNotStarted(logger, exception.Message);
            return null;
        }
    }

    private static async Task WriteAsync(Stream content, Stream input, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        await using (input)
        {
            while (await content.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                try
                {
                    await input.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                }
                catch (IOException)
                {
                    // The process has ended; what it has said is read.
                    return;
                }
            }
        }
    }

    /// <summary>Null when the process fell before it had said all.</summary>
    private static async Task<Opened?> ReadAsync(Stream output, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[BufferSize];
        while (all.Length <= OpeningLimits.MaxAnswer && await output.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            all.Write(buffer, 0, count);
        }

        var answer = all.ToArray().AsMemory();
        var end = answer.Span.IndexOf((byte)'\n');
        try
        {
            return end < 0 || answer.Length > OpeningLimits.MaxAnswer
                ? null
                : JsonSerializer.Deserialize(answer.Span[..end], OpeningJson.Default.Opened)! with { Body = answer[(end + 1)..] };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // It becomes an argument, so it is only letters and digits.
    private static string ExtensionOf(string? name)
    {
        var extension = Path.GetExtension(name ?? "").TrimStart('.').ToLowerInvariant();
        return extension.Length <= 10 && extension.All(char.IsAsciiLetterOrDigit) ? extension : "";
    }
}
