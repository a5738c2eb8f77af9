using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace PicoClaw.Egress.Tests.Testing;

/// <summary>Redirects every caller, and counts those that followed.</summary>
internal sealed class RedirectingServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _followed;

    private RedirectingServer(WebApplication app) => _app = app;

    public int Followed => _followed;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<RedirectingServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = new RedirectingServer(builder.Build());
        server._app.Run(context =>
        {
            if (context.Request.Path == "/elsewhere")
            {
                Interlocked.Increment(ref server._followed);
            }

            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
