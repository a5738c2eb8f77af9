using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Stream;

/// <summary>A client in a separate process, with its link.</summary>
internal sealed class Contender : IAsyncDisposable
{
    private const string Question = "allocated ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ServerLink _link;

    private Contender(string name, Process process, ServerLink link) => (Name, _process, _link) = (name, process, link);

    public string Name { get; }

    public static async Task<Contender> StartAsync(string name, FrameServer server, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, [.. arguments, server.Address.ToString().TrimEnd('/')])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        using var patience = new CancellationTokenSource(Patience);
        return new Contender(name, process, await server.LinkAsync(patience.Token));
    }

    public async Task<Measure> RunAsync(Phase phase)
    {
        using var patience = new CancellationTokenSource(Patience);
        var allocated = await AllocatedAsync();
        var cpu = Cpu();
        var timing = await _link.PushAsync(phase, patience.Token);
        var used = Cpu() - cpu;
        return new Measure(
            phase.Frames / timing.Elapsed.TotalSeconds, phase.Frames / used.TotalSeconds, timing.At(0.5), timing.At(0.99),
            (await AllocatedAsync() - allocated) / phase.Frames);
    }

    public async ValueTask DisposeAsync()
    {
        _link.End();
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private TimeSpan Cpu()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    /// <returns>Bytes allocated since the start; NaN where the runtime does not report them.</returns>
    private async Task<double> AllocatedAsync()
    {
        await _process.StandardInput.WriteLineAsync(Question);
        while (true)
        {
            // The SDK prints other lines too.
            var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{Name} has ended.");
            if (line.StartsWith(Question, StringComparison.Ordinal))
            {
                return double.Parse(line.AsSpan(Question.Length), CultureInfo.InvariantCulture);
            }
        }
    }
}
