using DingTalk.Stream;
using DingTalk.Stream.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks.Stream;

/// <summary>The bot on our SDK, in a separate process. It reads commands from its parent process, and ends with it.</summary>
internal static class OwnClient
{
    public static async Task<int> RunAsync(Uri server)
    {
        using var http = new HttpClient();
        using var stop = new CancellationTokenSource();
        // As PicoClaw's ingress runs it.
        var options = new DingTalkStreamOptions
        {
            ClientId = "dingdemo",
            ClientSecret = "demo-secret",
            ApiBaseAddress = server,
            KeepPayload = false,
        };
        await using var client = new DingTalkStreamClient(options, http, TimeProvider.System, NullLogger<DingTalkStreamClient>.Instance);
        client.OnBotMessage((message, _) => ValueTask.FromResult(message.Content is TextContent ? HandlerResult.Ok() : HandlerResult.Failed("no text")));
        var running = client.RunAsync(stop.Token);
        while (await Console.In.ReadLineAsync(stop.Token) is { } question)
        {
            Console.WriteLine(question + GC.GetTotalAllocatedBytes(precise: true));
        }

        await stop.CancelAsync();
        await running;
        return 0;
    }
}
