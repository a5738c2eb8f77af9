using DingTalk.Emulator;
using PicoClaw.Hosting.Accounts;

namespace PicoClaw.Gateway.Hosting;

/// <summary>Points every configured account, or a demo account when there is none, at the local emulator.</summary>
internal static class EmulatedDingTalk
{
    private const string DemoAccount = "demo";

    public static void Configure(WebApplicationBuilder builder, Uri address, string? broker)
    {
        var configuration = builder.Configuration;
        var accounts = configuration.Get<AccountsOptions>() ?? new AccountsOptions();
        var options = new EmulatorOptions { Url = address.ToString().TrimEnd('/'), Apps = [] };
        foreach (var (name, _) in accounts.EnabledFor("dingtalk"))
        {
            var app = configuration.GetSection($"Accounts:{name}");
            options.Apps.Add(new EmulatorApp { ClientId = app["ClientId"] ?? "", ClientSecret = app["ClientSecret"] ?? "", Name = name });
        }

        if (options.Apps.Count == 0)
        {
            var demo = new EmulatorApp { ClientId = "dingdemo", ClientSecret = "demo-secret", Name = "PicoClaw" };
            options.Apps.Add(demo);
            configuration[$"Accounts:{DemoAccount}:Channel"] = "dingtalk";
            configuration[$"Accounts:{DemoAccount}:Enabled"] = "true";
            configuration[$"Accounts:{DemoAccount}:ClientId"] = demo.ClientId;
            configuration[$"Accounts:{DemoAccount}:ClientSecret"] = demo.ClientSecret;
        }

        // Nobody can connect to "every address".
        var own = (address.Host is "0.0.0.0" or "[::]" ? new UriBuilder(address) { Host = "127.0.0.1" }.Uri : address).ToString().TrimEnd('/');
        foreach (var name in accounts.EnabledFor("dingtalk").Select(account => account.Key).DefaultIfEmpty(DemoAccount))
        {
            configuration[$"Accounts:{name}:ApiBase"] = own;
            configuration[$"Accounts:{name}:OapiBase"] = own;
        }

        // A trial must not consume the queues of a running system, unless the command line says so.
        configuration["PicoClaw:Broker"] = broker ?? "memory";

        // Messages for the real DingTalk must not go to the emulator, nor the other way round: a trial has its own store, whatever "store" says.
        configuration["Store:Directory"] = Path.Combine(configuration["PicoClaw:Home"]!, "store-emulator");
        configuration["Store:Postgres"] = null;
        configuration["Ingress:Spool:Directory"] = Path.Combine(configuration["PicoClaw:Home"]!, "spool-emulator");
        if (!IsWithin(configuration["PicoClaw:Home"]!, configuration["Agent:Defaults:Workspace"]))
        {
            // Nor may a trial add to the memory of a bot that lives elsewhere, or give its files away.
            configuration["Agent:Defaults:AllowRemember"] = "false";
            configuration["Agent:Defaults:AllowSendFile"] = "false";
        }

        builder.Services.AddSingleton(options);
    }

    private static bool IsWithin(string home, string? folder) =>
        folder is null || Path.GetRelativePath(home, folder) is var way && !Path.IsPathRooted(way) && way.Split(Path.DirectorySeparatorChar)[0] != "..";
}
