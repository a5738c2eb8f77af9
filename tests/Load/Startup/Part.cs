using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Harness.Processes;

namespace Load.Startup;

/// <summary>A running program with a home of its own.</summary>
internal sealed class Part(string name, TestHome home, ServiceProcess process) : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    public string Name => name;

    public Memory Memory => Memory.Of(process.Id);

    public TimeSpan Cpu
    {
        get
        {
            using var running = Process.GetProcessById(process.Id);
            return running.TotalProcessorTime;
        }
    }

    public async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = home.Health };
        while (!await IsReadyAsync(http))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"it ended before it was ready\n{process.Output}");
            }

            await Task.Delay(Step, TimeProvider.System);
        }
    }

    /// <summary>Stops it in order, so that it releases its leases and the next run need not wait for them.</summary>
    public async ValueTask DisposeAsync()
    {
        process.Terminate();
        await process.ExitCodeAsync(CancellationToken.None);
        await process.DisposeAsync();
        home.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/ready", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException)
        {
            return false;
        }
    }
}
