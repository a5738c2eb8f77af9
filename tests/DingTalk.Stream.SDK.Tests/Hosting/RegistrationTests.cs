using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DingTalk.Stream.Tests.Hosting;

public sealed class RegistrationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Host_Starts_RunsTheClientUntilItStops()
    {
        await using var server = await GatewayServer.StartAsync();
        using var host = BotHost.Create(options => Set(options, server.Address), (client, _) => client.OnBotMessage(Handle.Ok));

        await host.StartAsync(Token);
        var link = await server.LinkAsync();
        await link.SendAsync(Frames.Bot("m1"));
        (await link.AckAsync()).Code.ShouldBe(200);
        await host.StopAsync(Token);

        await link.Ended.Soon();
        link.ClientClosed.ShouldBeTrue();
        host.Services.GetRequiredService<DingTalkStreamClient>().Status.State.ShouldBe(StreamState.Stopped);
    }

    [Fact]
    public async Task Host_CredentialsMissing_DoesNotStartAndNamesTheOption()
    {
        using var host = BotHost.Create(_ => { }, (client, _) => client.OnBotMessage(Handle.Ok));

        (await Should.ThrowAsync<ArgumentException>(host.StartAsync(Token))).Message.ShouldContain("ClientId");
    }

    [Fact]
    public void Handlers_Registered_GetTheServicesOfTheHost()
    {
        object? seen = null;
        using var host = BotHost.Create(
            options => Set(options, DingTalkHosts.Api), (_, services) => seen = services.GetService<RegistrationTests>(),
            services => services.AddSingleton(this));

        host.Services.GetRequiredService<DingTalkStreamClient>();

        seen.ShouldBe(this);
    }

    [Fact]
    public void RobotClient_Registered_HasTheSameCredentialsAndAddress()
    {
        var api = new Uri("https://api.dingtalk.io");
        using var host = BotHost.Create(
            options => Set(options, api), (_, _) => { },
            services => services.Configure<DingTalkApiOptions>(options => options.Timeout = TimeSpan.FromSeconds(3)));

        host.Services.GetRequiredService<RobotClient>().ShouldBe(host.Services.GetRequiredService<RobotClient>());
        var options = host.Services.GetRequiredService<IOptions<DingTalkApiOptions>>().Value;
        (options.ClientId, options.ClientSecret, options.ApiBaseAddress, options.Timeout)
            .ShouldBe(("dingdemo", "S3cr3t-demo", api, TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public void AddDingTalkStream_Twice_IsRefused() => Should.Throw<InvalidOperationException>(() => BotHost.Create(
        options => Set(options, DingTalkHosts.Api), (_, _) => { }, services => services.AddDingTalkStream(_ => { }, (_, _) => { })));

    private static void Set(DingTalkStreamOptions options, Uri address) =>
        (options.ClientId, options.ClientSecret, options.ApiBaseAddress) = ("dingdemo", "S3cr3t-demo", address);
}
