using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>A model service over real HTTP that answers as the test says and keeps the requests.</summary>
internal sealed class ModelService : IAsyncDisposable
{
    private readonly Channel<ModelRequest> _requests = Channel.CreateBounded<ModelRequest>(100);
    private readonly WebApplication _app;

    private ModelService(Func<int, ModelRequest, HttpResponse, Task> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        var count = 0;
        _app.Run(async context =>
        {
            var request = await ModelRequest.ReadAsync(context.Request, context.RequestAborted);
            await _requests.Writer.WriteAsync(request, context.RequestAborted);
            await answer(Interlocked.Increment(ref count), request, context.Response);
        });
    }

    public ChannelReader<ModelRequest> Requests => _requests.Reader;

    public Uri Address => new(_app.Urls.First());

    /// <summary><paramref name="answer"/> gets the number of the request, from 1.</summary>
    public static async Task<ModelService> StartAsync(Func<int, ModelRequest, HttpResponse, Task> answer)
    {
        var service = new ModelService(answer);
        await service._app.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    /// <summary>Answers "good", or fails with a status.</summary>
    public static Task<ModelService> StartAsync(Func<int, CancellationToken, Task<int>> status) => StartAsync(async (number, request, response) =>
    {
        var chosen = await status(number, response.HttpContext.RequestAborted);
        await (chosen == 200 ? OpenAiWire.SayAsync(response, request, "good") : OpenAiWire.FailAsync(response, chosen));
    });

    public static Task<ModelService> SayingAsync(string text) =>
        StartAsync((_, request, response) => OpenAiWire.SayAsync(response, request, text));

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
