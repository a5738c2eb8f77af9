using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using PicoClaw.Ingress.Tests.Testing;

namespace PicoClaw.Ingress.Tests.Links;

public sealed class StreamLinkFactoryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // The request holds the client secret, so a redirect must not send it elsewhere.
    [Fact]
    public async Task Open_GatewayRedirects_IsNotFollowed()
    {
        var asked = Channel.CreateBounded<string>(100);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var gateway = builder.Build();
        gateway.Run(async context =>
        {
            await asked.Writer.WriteAsync(context.Request.Path, Cancel);
            context.Response.Redirect("/elsewhere", permanent: false, preserveMethod: true);
        });
        await gateway.StartAsync(Cancel);
        await using var ingress = new IngressHost(new Uri(gateway.Urls.First()), ("one", "ding-one", "secret-one"));

        await ingress.StartAsync(Cancel);

        // The second attempt follows the end of the first.
        (await asked.Reader.ReadAsync(Cancel)).ShouldBe("/v1.0/gateway/connections/open");
        (await asked.Reader.ReadAsync(Cancel)).ShouldBe("/v1.0/gateway/connections/open");
    }
}
