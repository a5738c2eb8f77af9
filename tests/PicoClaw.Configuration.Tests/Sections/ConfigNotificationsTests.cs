using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests.Sections;

public sealed class ConfigNotificationsTests
{
    [Fact]
    public void Load_FileAndVariables_GiveTheSame()
    {
        using var file = new ConfigFolder("""{ "notifications": { "tokens": { "hr": " ab12 " }, "aliases": { "ops": "group:cidA==, u1", "dev": "u2" } } }""");
        using var variables = new ConfigFolder("{}")
            .With("PICOCLAW_NOTIFICATIONS_TOKENS", "hr=ab12;")
            .With("PICOCLAW_NOTIFICATIONS_ALIASES", "ops=group:cidA==, u1; dev = u2");

        foreach (var folder in new[] { file, variables })
        {
            var settings = folder.Load();
            settings["Notifications:Tokens:hr"].ShouldBe("ab12");
            settings["Notifications:Aliases:ops"].ShouldBe("group:cidA==, u1");
            settings["Notifications:Aliases:dev"].ShouldBe("u2");
        }
    }

    [Theory]
    [InlineData("main")]
    [InlineData(" MAIN，off, ")]
    public void Load_AccountsOfAClientThatAreThere_AreTaken(string accounts)
    {
        using var folder = new ConfigFolder(Config("erp", accounts));

        folder.Load()["Notifications:Accounts:erp"].ShouldBe(accounts);
    }

    [Fact]
    public void Load_AccountOfAClientThatIsNotThere_IsRefusedWithThoseThatAre()
    {
        using var file = new ConfigFolder(Config("erp", "main, gone"));
        using var variable = new ConfigFolder(Config("hr", "main")).With("PICOCLAW_NOTIFICATIONS_ACCOUNTS", "erp = gone");

        file.Error().ShouldStartWith($"{file.ConfigFile}, line 4, column ");
        file.Error().ShouldContain("notifications.accounts.erp names the account \"gone\", which is not in channel_list. Write one of: main, off.");
        variable.Error().ShouldContain("environment variable PICOCLAW_NOTIFICATIONS_ACCOUNTS: names the account \"gone\", which is not in channel_list.");
    }

    // Which is told by the services that need an account.
    [Fact]
    public void Load_NoAccountAtAll_IsNoFaultOfTheClients()
    {
        using var folder = new ConfigFolder("""{ "notifications": { "accounts": { "erp": "main" } } }""");

        folder.Load()["Notifications:Accounts:erp"].ShouldBe("main");
    }

    private static string Config(string client, string accounts) => $$"""
        { "channel_list": {
            "main": { "enabled": true, "type": "dingtalk", "settings": { "client_id": "i", "client_secret": "s" } },
            "off": { "enabled": false, "type": "dingtalk" } },
          "notifications": { "accounts": { "{{client}}": "{{accounts}}" } } }
        """;
}
