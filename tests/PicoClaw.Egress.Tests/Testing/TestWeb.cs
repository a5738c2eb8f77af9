using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PicoClaw.Hosting;

namespace PicoClaw.Egress.Tests.Testing;

/// <summary>The endpoints of a service on a real web server.</summary>
internal sealed class TestWeb : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestWeb(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public static async Task<TestWeb> StartAsync(TestEgress egress)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = new TestWeb(builder.Build());
        foreach (var endpoints in egress.Services.GetServices<IEndpoints>())
        {
            endpoints.Map(web._app);
        }

        await web._app.StartAsync(TestContext.Current.CancellationToken);
        return web;
    }

    public HttpClient Client(string? token)
    {
        var http = new HttpClient { BaseAddress = Address };
        if (token is not null)
        {
            http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }

        return http;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
