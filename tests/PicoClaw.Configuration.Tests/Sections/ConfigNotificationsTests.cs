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
}
