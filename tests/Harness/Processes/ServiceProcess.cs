using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Harness.Processes;

/// <summary>A service as a separate OS process; its output is kept, and it never outlives the test.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly string _name;

    private ServiceProcess(string name, Process process) => (_name, _process) = (name, process);

    public IReadOnlyList<string> Lines => [.. _lines];

    public string Output => $"--- {_name}\n{string.Join('\n', _lines)}";

    public static ServiceProcess Start(
        string service, string assembly, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment) =>
        StartProgram(service, "dotnet", [Repository.Program(service, assembly), .. arguments], environment);

    /// <summary>Starts a program that was not built with the tests.</summary>
    public static ServiceProcess StartProgram(
        string title, string path, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var (program, all) = DefaultSignals.Command(path, arguments);
        var start = new ProcessStartInfo(program, all)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var running = new ServiceProcess(title, new Process { StartInfo = start });
        running._process.OutputDataReceived += (_, line) => running.Keep(line.Data);
        running._process.ErrorDataReceived += (_, line) => running.Keep(line.Data);
        running._process.Start();
        running._process.BeginOutputReadLine();
        running._process.BeginErrorReadLine();
        return running;
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int Count(string text) => _lines.Count(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>Waits until it has printed a text.</summary>
    public Task ShowsAsync(string text, CancellationToken cancellationToken) => ShowsAsync(text, 1, cancellationToken);

    /// <summary>Waits until it has printed a text in so many lines.</summary>
    public async Task ShowsAsync(string text, int lines, CancellationToken cancellationToken)
    {
        while (Count(text) < lines)
        {
            if (_process.HasExited)
            {
                // Its last words may still be in the pipe.
                await _process.WaitForExitAsync(cancellationToken);
                Check(text, lines);
                return;
            }

            await Task.Delay(Step, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Writes a line to its standard input.</summary>
    public async Task TypeAsync(string line, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
    }

    /// <summary>Ends its standard input.</summary>
    public void EndInput() => _process.StandardInput.Close();

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>What Ctrl+C sends.</summary>
    public void Interrupt() => Signal("INT");

    /// <summary>What an orchestrator sends.</summary>
    public void Terminate() => Signal("TERM");

    /// <summary>Stops it wherever it is, until <see cref="Resume"/>.</summary>
    public void Pause() => Signal("STOP");

    public void Resume() => Signal("CONT");

    public async Task<int> ExitCodeAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("PICOCLAW_", StringComparison.Ordinal) || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal);

    private void Check(string text, int lines)
    {
        if (Count(text) < lines)
        {
            throw new InvalidOperationException($"{_name} ended with {_process.ExitCode} before it said \"{text}\"\n{Output}");
        }
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }
}
