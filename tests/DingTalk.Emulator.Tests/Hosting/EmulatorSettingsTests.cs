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

    [Fact]
    public void Read_OptionsOfCards_ByNumberOrName()
    {
        var options = Read(
            ("Emulator:Templates:382e4302-551d.schema:0", "content"), ("Emulator:Templates:382e4302-551d.schema:1", "btns"),
            ("Emulator:CardAlreadyExist", "400"), ("Emulator:StreamAfterFinalize", "reopen"), ("Emulator:DeliverTwice", "ignored"));

        options.Templates.ShouldHaveSingleItem().Key.ShouldBe("382e4302-551d.schema");
        options.Templates["382e4302-551d.schema"].ShouldBe(["content", "btns"]);
        (options.CardAlreadyExist, options.StreamAfterFinalize, options.DeliverTwice)
            .ShouldBe((CardAlreadyExist.Refused, StreamAfterFinalize.Reopen, DeliverTwice.Ignored));
        Read(("Emulator:CardAlreadyExist", "noEffect")).CardAlreadyExist.ShouldBe(CardAlreadyExist.NoEffect);
        new EmulatorOptionsValidator().Validate(null, options).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void Validate_TemplateWithoutVariables_IsNamed()
    {
        var options = new EmulatorOptions { Templates = { ["t.schema"] = [] }, CardAlreadyExist = (CardAlreadyExist)500 };

        var problems = new EmulatorOptionsValidator().Validate(null, options).Failures!.ToList();

        problems.Count.ShouldBe(2);
        problems.ShouldContain("Emulator:Templates:t.schema must list the variables of the template (such as content).");
    }

    private static EmulatorOptions Read(params (string Key, string Value)[] settings) => EmulatorSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value))
            .Build());
}
