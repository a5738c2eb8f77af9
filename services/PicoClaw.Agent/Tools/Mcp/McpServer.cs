using Microsoft.Extensions.AI;
using ModelContextProtocol.Client;
using PicoClaw.Agent.Http;

namespace PicoClaw.Agent.Tools.Mcp;

/// <summary>One server: connects, offers its tools while it is there, and connects again when it is not.</summary>
internal sealed class McpServer(string name, McpServerOptions options, TimeProvider time, ILogger logger)
{
    private const int LongestLine = 300;

    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromMinutes(2);

    private readonly SecretMask _mask = new(options.Secrets);
    private volatile IReadOnlyList<AIFunction> _tools = [];

    public IReadOnlyList<AIFunction> Tools => _tools;

    public async Task RunAsync(CancellationToken stopping)
    {
        var wait = ShortestWait;
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

            wait = time.GetElapsedTime(started) > LongestWait ? ShortestWait : wait;
            ToolLog.Away(logger, name, Duration.InWords(wait), OneLine.Of(_mask.Hide(reason)));
            await Task.Delay(wait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    /// <summary>Until the server is gone; says why.</summary>
    private async Task<string> ServeAsync(CancellationToken stopping)
    {
        await using var client = await ConnectAsync(stopping);
        var broken = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            var found = await client.ListToolsAsync(cancellationToken: stopping);
            _tools = [.. found.Select(tool => new McpTool(name, tool, options.CallLimit, _mask, reason => broken.TrySetResult(reason)))];
            ToolLog.Connected(logger, name, found.Count, OneLine.Of(string.Join(", ", found.Select(tool => tool.Name))));

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
        using var limit = new CancellationTokenSource(ConnectLimit, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping, limit.Token);

        // No logger: the library's would write what is said, secrets and all.
        return await McpClient.CreateAsync(McpTransport.Of(name, options), new McpClientOptions { InitializationTimeout = ConnectLimit }, cancellationToken: over.Token);
    }

    private static string Cause(Exception exception) => exception is RedirectedException ? $"{exception.Message}: set url to the final address" : exception.Message;

    private static string Ending(ClientCompletionDetails details)
    {
        // What a program complains about is rarely in its very last line; a very long one is its code.
        var lastWords = details is StdioClientCompletionDetails { StandardErrorTail: { } tail } ? tail.Where(line => line.Trim().Length is > 0 and < LongestLine) : [];
        return string.Join(" / ", lastWords.Select(line => line.Trim()).Prepend(details.Exception?.Message ?? "it ended"));
    }
}
