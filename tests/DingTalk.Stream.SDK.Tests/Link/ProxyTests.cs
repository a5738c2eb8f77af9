using DingTalk.Stream.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DingTalk.Stream.Tests.Link;

public sealed class ProxyTests
{
    [Fact]
    public async Task Proxy_Given_CarriesTheWebSocket()
    {
        await using var proxy = new ConnectProxy();
        await using var fixture = await ClientFixture.CreateAsync(options =>
        {
            options.Proxy = proxy.Proxy;
            return options;
        });
        var link = await fixture.OnBot(Handle.Ok).RunAndLinkAsync();

        await link.SendAsync(Frames.Bot("m1"));

        (await link.AckAsync()).Code.ShouldBe(200);
        proxy.RequestLines.ShouldBe([$"CONNECT 127.0.0.1:{fixture.Server.Address.Port} HTTP/1.1"]);
    }

    [Fact]
    public async Task Proxy_OfARegisteredApp_IsAskedForTheGateway()
    {
        await using var proxy = new ConnectProxy();
        await using var fixture = await ClientFixture.CreateAsync();
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddDingTalkStream(
            options => (
                options.ClientId, options.ClientSecret, options.ApiBaseAddress, options.Proxy) = ("dingdemo", ClientFixture.Secret,
                fixture.Server.Address, proxy.Proxy),
            (client, _) => client.OnBotMessage(Handle.Ok));
        using var host = builder.Build();
        var client = host.Services.GetRequiredService<DingTalkStreamClient>();
        var refused = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.StatusChanged += status =>
        {
            if (status.LastError is { } reason)
            {
                refused.TrySetResult(reason);
            }
        };

        await host.StartAsync(TestContext.Current.CancellationToken);

        (await refused.Task.Soon()).ShouldContain("501");
        proxy.RequestLines.ShouldContain($"POST {new Uri(fixture.Server.Address, "/v1.0/gateway/connections/open")} HTTP/1.1");
        await host.StopAsync(TestContext.Current.CancellationToken);
    }
}
