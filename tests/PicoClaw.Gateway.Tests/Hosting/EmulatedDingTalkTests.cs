using DingTalk.Emulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Gateway.Hosting;
using PicoClaw.Hosting.Accounts;

namespace PicoClaw.Gateway.Tests.Hosting;

public sealed class EmulatedDingTalkTests
{
    private static readonly Uri Address = new("http://127.0.0.1:5081");

    [Fact]
    public void Configure_NoAccount_MakesADemoAccountThatTheEmulatorKnows()
    {
        var (configuration, emulator, _) = Configure();

        var account = configuration.Get<AccountsOptions>()!.EnabledFor("dingtalk").ShouldHaveSingleItem();
        var app = emulator.Apps.ShouldHaveSingleItem();
        account.Key.ShouldBe("demo");
        var demo = configuration.GetSection("Accounts:demo");
        (demo["ClientId"], demo["ClientSecret"]).ShouldBe((app.ClientId, app.ClientSecret));
        (new Uri(demo["ApiBase"]!), new Uri(demo["OapiBase"]!)).ShouldBe((Address, Address));
    }

    [Fact]
    public void Configure_ConfiguredAccounts_AreAllPointedAtTheEmulator()
    {
        var (configuration, emulator, _) = Configure(
            ("Accounts:acme:Channel", "dingtalk"), ("Accounts:acme:Enabled", "true"), ("Accounts:acme:ClientId", "a"), ("Accounts:acme:ClientSecret", "s"),
            ("Accounts:acme:ApiBase", "https://api.dingtalk.io"),
            ("Accounts:blue:Channel", "dingtalk"), ("Accounts:blue:Enabled", "true"), ("Accounts:blue:ClientId", "b"), ("Accounts:blue:ClientSecret", "s"),
            ("Accounts:off:Channel", "dingtalk"), ("Accounts:off:Enabled", "false"));

        emulator.Apps.Select(app => app.ClientId).ShouldBe(["a", "b"]);
        configuration.Get<AccountsOptions>()!.EnabledFor("dingtalk").Select(account => new Uri(configuration[$"Accounts:{account.Key}:ApiBase"]!))
            .ShouldBe([Address, Address]);
    }

    [Fact]
    public void Configure_PublicAddress_TheBotItselfUsesLoopback()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration["PicoClaw:Home"] = "/home";

        EmulatedDingTalk.Configure(builder, new Uri("http://0.0.0.0:5081"), broker: null);

        builder.Configuration["Accounts:demo:ApiBase"].ShouldBe("http://127.0.0.1:5081");
        using var services = builder.Services.BuildServiceProvider();
        services.GetRequiredService<EmulatorOptions>().Url.ShouldBe("http://0.0.0.0:5081");
    }

    [Theory]
    [InlineData("/srv/bot/workspace", "false")]
    [InlineData("/home/../srv", "false")]
    [InlineData("/home2/workspace", "false")]
    [InlineData("/home/workspace", "true")]
    public void Configure_WorkspaceOutsideTheHome_IsNeitherWrittenNorGivenAway(string workspace, string allows)
    {
        var configuration = Configure(
            ("Agent:Defaults:Workspace", workspace), ("Agent:Defaults:AllowRemember", "true"), ("Agent:Defaults:AllowSendFile", "true")).Configuration;

        configuration["Agent:Defaults:AllowRemember"].ShouldBe(allows);
        configuration["Agent:Defaults:AllowSendFile"].ShouldBe(allows);
    }

    [Fact]
    public void Configure_Store_IsNotTheOneOfTheRealDingTalk() => Configure().Store.ShouldBe("/home/store-emulator");

    [Theory]
    [InlineData("/etc/x")]
    [InlineData("/etc/x/")]
    [InlineData("relative")]
    public void Configure_ConfiguredStore_IsNotFollowedOutOfTheHome(string store) =>
        Configure(("Store:Directory", store)).Store.ShouldBe("/home/store-emulator");

    [Fact]
    public void Configure_StoreInADatabase_IsLeftAlone()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(
            [new("PicoClaw:Home", "/home"), new("Store:Directory", "/home/store"), new("Store:Postgres", "postgres://production/picoclaw")]);

        EmulatedDingTalk.Configure(builder, Address, broker: null);

        builder.Configuration["Store:Postgres"].ShouldBeNull();
        builder.Configuration["Store:Directory"].ShouldBe("/home/store-emulator");
    }

    [Fact]
    public void Configure_ConfiguredBroker_IsLeftAloneUnlessTheCommandLineNamesIt()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration["PicoClaw:Home"] = "/home";
        builder.Configuration["PicoClaw:Broker"] = "amqp://production";

        EmulatedDingTalk.Configure(builder, Address, broker: null);
        builder.Configuration["PicoClaw:Broker"].ShouldBe("memory");

        EmulatedDingTalk.Configure(builder, Address, broker: "amqp://trial");
        builder.Configuration["PicoClaw:Broker"].ShouldBe("amqp://trial");
    }

    private static (IConfiguration Configuration, EmulatorOptions Emulator, string? Store) Configure(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration["PicoClaw:Home"] = "/home";
        builder.Configuration["Store:Directory"] = "/home/store";
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        EmulatedDingTalk.Configure(builder, Address, broker: null);
        using var services = builder.Services.BuildServiceProvider();
        return (builder.Configuration, services.GetRequiredService<EmulatorOptions>(), builder.Configuration["Store:Directory"]);
    }
}
