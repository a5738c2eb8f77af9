using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PicoClaw.Hosting.Accounts;

namespace PicoClaw.Hosting.Tests.Accounts;

public sealed class AccountsOptionsTests
{
    [Fact]
    public void Bind_NormalizedKeys_FillsEveryMember()
    {
        var account = Read(
            ("Accounts:acme:Channel", "dingtalk"),
            ("Accounts:acme:Enabled", "true"),
            ("Accounts:acme:AllowFrom:0", "u1"),
            ("Accounts:acme:GroupTrigger:MentionOnly", "true"),
            ("Accounts:acme:GroupTrigger:Prefixes:0", "/bot")).EnabledFor("dingtalk").ShouldHaveSingleItem().Value;

        account.AllowFrom.ShouldBe(["u1"]);
        account.GroupTrigger.MentionOnly.ShouldBeTrue();
        account.GroupTrigger.Prefixes.ShouldBe(["/bot"]);
    }

    [Fact]
    public void EnabledFor_DisabledAndOtherChannels_AreLeftOut() =>
        Read(
            ("Accounts:b:Channel", "dingtalk"), ("Accounts:b:Enabled", "true"),
            ("Accounts:a:Channel", "dingtalk"), ("Accounts:a:Enabled", "true"),
            ("Accounts:off:Channel", "dingtalk"), ("Accounts:off:Enabled", "false"),
            ("Accounts:other:Channel", "feishu"), ("Accounts:other:Enabled", "true"))
        .EnabledFor("dingtalk").Select(account => account.Key).ShouldBe(["a", "b"]);

    [Fact]
    public void Validate_NoConfigFile_SaysWhereItLookedAndWhatToWrite()
    {
        var problem = Should.Throw<OptionsValidationException>(() => Read(("PicoClaw:Searched", "/home/x/.picoclaw/config.json"))).Message;

        problem.ShouldContain("/home/x/.picoclaw/config.json");
        problem.ShouldContain("client_secret");
        problem.ShouldContain("--emulator");
    }

    [Fact]
    public void Validate_FileWithoutAnEnabledAccount_NamesTheFile() =>
        Should.Throw<OptionsValidationException>(() => Read(("PicoClaw:ConfigFile", "/etc/picoclaw.json"), ("Accounts:off:Enabled", "false")))
            .Message.ShouldContain("/etc/picoclaw.json was read, but has no account that is enabled");

    private static AccountsOptions Read(params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value))).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddAccounts().BuildServiceProvider();
        return services.GetRequiredService<IOptions<AccountsOptions>>().Value;
    }
}
