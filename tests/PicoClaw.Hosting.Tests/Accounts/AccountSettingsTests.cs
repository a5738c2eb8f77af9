using Microsoft.Extensions.Configuration;
using PicoClaw.Hosting.Accounts;

namespace PicoClaw.Hosting.Tests.Accounts;

public sealed class AccountSettingsTests
{
    private static readonly AccountSettings Settings = new(new ConfigurationBuilder().AddInMemoryCollection(
    [
        new("Accounts:acme:AppId", "id"), new("Accounts:acme:Base", "http://127.0.0.1:1"), new("Accounts:other:AppId", "other"),
    ]).Build());

    [Fact]
    public void Read_KeysOfTheAccount_FillTheChannelsOwnMembers()
    {
        var settings = Settings.Read<SampleSettings>("acme");

        settings.AppId.ShouldBe("id");
        settings.Base!.Port.ShouldBe(1);
    }

    [Fact]
    public void Read_AccountWithoutSettings_HasTheDefaults() => Settings.Read<SampleSettings>("nobody").AppId.ShouldBe("none");

    private sealed class SampleSettings
    {
        public string AppId { get; set; } = "none";

        public Uri? Base { get; set; }
    }
}
