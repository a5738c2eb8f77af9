using Microsoft.Extensions.AI;
using ModelContextProtocol.Client;
using PicoClaw.Agent.Http;
using PicoClaw.Agent.Tools.Files;

namespace PicoClaw.Agent.Tools.Mcp;

/// <summary>One server: offers its tools while it is connected, and connects again when it is not.</summary>
internal sealed class McpServer(string name, McpServerOptions options, OutgoingFiles files, TimeProvider time, ILogger logger)
{
    private const int MaxLineLength = 300;

    private static readonly TimeSpan MinWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromMinutes(2);

    private readonly SecretMask _mask = new(options.Secrets);
    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile IReadOnlyList<AIFunction> _tools = [];

    /// <summary>Ends when it was connected to for the first time, or could not be.</summary>
    public Task Tried => _tried.Task;

    public IReadOnlyList<AIFunction> Tools => _tools;

    public async Task RunAsync(CancellationToken stopping)
    {
        var wait = MinWait;
        while (!stopping.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            string reason;
            try
            {
                reason = await ServeAsync(stopping);
            }
            catch (ClientTransportClosedException closed) when (!stopping.IsCancellationRequested)
            {
                reason = Ending(closed.Details);
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                reason = Cause(exception);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            _tried.TrySetResult();
            wait = time.GetElapsedTime(started) > MaxWait ? MinWait : wait;
            Log.McpServerAway(logger, name, Duration.InWords(wait), OneLine.Of(_mask.Hide(reason)));
            await Task.Delay(wait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            wait = wait * 2 < MaxWait ? wait * 2 : MaxWait;
        }
    }

    /// <summary>Ends when the server is gone, and says why.</summary>
    private async Task<string> ServeAsync(CancellationToken stopping)
    {
        await using var client = await ConnectAsync(stopping);
        var broken = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            var found = await client.ListToolsAsync(cancellationToken: stopping);
            _tools = [.. found.Select(tool => new McpTool(name, tool, (options.CallLimit, _mask, files), reason => broken.TrySetResult(reason)))];
            _tried.TrySetResult();
            Log.McpServerConnected(logger, name, found.Count, OneLine.Of(string.Join(", ", found.Select(tool => tool.Name))));

            var ended = await Task.WhenAny(client.Completion, broken.Task).WaitAsync(stopping);
            return ended == broken.Task ? await broken.Task : Ending(await client.Completion);
        }
        finally
        {
            _tools = [];
        }
    }

    private async Task<McpClient> ConnectAsync(CancellationToken stopping)
    {
        using var limit = new TimeLimit(ConnectLimit, time, stopping);

        // No logger: the library would log messages in full, with their secrets.
        return await McpClient.CreateAsync(
            McpTransport.Of(name, options), new McpClientOptions { InitializationTimeout = ConnectLimit }, cancellationToken: limit.Token);
    }

    private static string Cause(Exception exception) =>
        exception is RedirectedException ? $"{exception.Message}: set url to the final address" : exception.Message;

    internal static string Ending(ClientCompletionDetails details)
    {
        // The complaint of a program is rarely its very last line, and a very long line is its code.
        var lastWords = details is StdioClientCompletionDetails { StandardErrorTail: { } tail }
            ? tail.Where(line => line.Trim().Length is > 0 and < MaxLineLength)
            : [];
        return string.Join(" / ", lastWords.Select(line => line.Trim()).Prepend(details.Exception?.Message ?? "it ended"));
    }
}
