using Microsoft.Extensions.Configuration;

namespace DingTalk.Emulator.Tests.Hosting;

public sealed class EmulatorSettingsTests
{
    [Fact]
    public void Read_Nothing_GivesTheDemoAppOnLoopback()
    {
        var options = Read();

        options.Url.ShouldBe("http://127.0.0.1:5080");
        var app = options.Apps.ShouldHaveSingleItem();
        (app.ClientId, app.ClientSecret, app.Name).ShouldBe(("dingdemo", "demo-secret", "PicoClaw"));
    }

    [Fact]
    public void Read_NamedApps_ReplaceTheDemoApp()
    {
        var options = Read(
            ("Emulator:Apps:0:ClientId", "a"), ("Emulator:Apps:0:ClientSecret", "s"), ("Emulator:RedeliverAfter", "00:00:02"),
            ("Emulator:PublicUrl", "http://emulator:8080"));

        options.Apps.ShouldHaveSingleItem().ClientId.ShouldBe("a");
        options.RedeliverAfter.ShouldBe(TimeSpan.FromSeconds(2));
        options.PublicUrl.ShouldBe("http://emulator:8080");
    }

    [Fact]
    public void Read_SecretOfAContainer_IsTakenFromItsFile()
    {
        var secrets = Directory.CreateTempSubdirectory("emulator-secrets-");
        try
        {
            File.WriteAllText(Path.Combine(secrets.FullName, "Emulator__Apps__0__ClientSecret"), "s3cret\n");

            EmulatorSettings.Read(
                ["--Emulator:Apps:0:ClientId=a"], secrets.FullName).Apps.ShouldHaveSingleItem().ClientSecret.ShouldBe("s3cret");
        }
        finally
        {
            secrets.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://+:8081", "http://+:8081")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "8080", "http://*:8080")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "8080;9090", "http://*:8080;http://*:9090")]
    public void Read_TheVariablesOfContainers_AreHonoured(string key, string value, string url)
    {
        Read((key, value)).Url.ShouldBe(url);
        Read((key, value), ("Emulator:Url", "http://127.0.0.1:1")).Url.ShouldBe("http://127.0.0.1:1");
        new EmulatorOptionsValidator().Validate(null, Read((key, value))).Succeeded.ShouldBeTrue();
    }

    private static EmulatorOptions Read(params (string Key, string Value)[] settings) => EmulatorSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value))
            .Build());
}
