using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Interop.Tests;

// A program that a test starts and ends.
internal sealed class Tool : IAsyncDisposable
{
    public const string NodeIsMissing =
        "The interop tests run clients of DingTalk from npm: install Node.js 18 or newer with npm "
        + "(Debian and Ubuntu: apt-get install nodejs npm; macOS: brew install node).";

    private readonly StringBuilder _output = new();
    private readonly Process _process;

    private Tool(Process process) => _process = process;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static Tool Start(
        string program, string folder, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var tool = new Tool(new Process { StartInfo = start });
        tool._process.OutputDataReceived += (_, line) => tool.Keep(line.Data);
        tool._process.ErrorDataReceived += (_, line) => tool.Keep(line.Data);
        try
        {
            tool._process.Start();
        }
        catch (Win32Exception missing)
        {
            tool._process.Dispose();
            throw new InvalidOperationException($"{NodeIsMissing} ({program}: {missing.Message})", missing);
        }

        tool._process.BeginOutputReadLine();
        tool._process.BeginErrorReadLine();
        return tool;
    }

    public static async Task RunAsync(
        string program, string folder, IEnumerable<string> arguments, TimeSpan limit, params IEnumerable<(string Name, string Value)> environment)
    {
        var (code, output) = await EndAsync(program, folder, arguments, limit, environment);
        code.ShouldBe(0, $"{program} {string.Join(' ', arguments)} wrote:\n{output}");
    }

    public static async Task<(int Code, string Output)> EndAsync(
        string program, string folder, IEnumerable<string> arguments, TimeSpan limit, params IEnumerable<(string Name, string Value)> environment)
    {
        await using var tool = Start(program, folder, arguments, environment);
        tool._process.StandardInput.Close();
        using var over = new CancellationTokenSource(limit);
        try
        {
            await tool._process.WaitForExitAsync(over.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{program} did not end within {limit.TotalSeconds:0} s; it wrote:\n{tool.Output}");
        }

        return (tool._process.ExitCode, tool.Output);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
