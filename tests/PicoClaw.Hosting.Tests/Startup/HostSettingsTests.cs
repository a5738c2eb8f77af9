using Microsoft.Extensions.Configuration;
using PicoClaw.Configuration;
using PicoClaw.Hosting.Startup;

namespace PicoClaw.Hosting.Tests.Startup;

public sealed class HostSettingsTests
{
    [Theory]
    [InlineData("Logging:LogLevel:Default", "Loud", "Logging__LogLevel__Default is \"Loud\"")]
    [InlineData("Logging:LogLevel:Microsoft.AspNetCore", "9", "Logging__LogLevel__Microsoft.AspNetCore is \"9\"")]
    [InlineData("Logging:Console:LogLevel:Default", "Loud", "Logging__Console__LogLevel__Default is \"Loud\"")]
    [InlineData("urls", "nonsense", "ASPNETCORE_URLS is \"nonsense\"")]
    [InlineData("urls", "http://127.0.0.1:1;https://127.0.0.1:2", "ASPNETCORE_URLS is \"https://127.0.0.1:2\"")]
    [InlineData("urls", "http://127.0.0.1:65536", "ASPNETCORE_URLS is")]
    [InlineData("urls", "http://127.0.0.1:1/path", "ASPNETCORE_URLS is")]
    [InlineData("http_ports", "80;abc", "ASPNETCORE_HTTP_PORTS is \"abc\"")]
    public void Check_Wrong_NamesTheVariableAndWhatToWrite(string key, string value, string expected)
    {
        var wrong = Should.Throw<ConfigException>(() => HostSettings.Check(Configuration(key, value)));

        wrong.Message.ShouldStartWith(expected);
        wrong.Message.ShouldContain("Write ");
        wrong.Message.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("Logging:LogLevel:Default", "debug")]
    [InlineData("Logging:LogLevel:Default", "")]
    [InlineData("Logging:Console:FormatterName", "json")]
    [InlineData("urls", "http://*:8080;http://[::1]:1;http://unix:/tmp/x.sock")]
    [InlineData("urls", "")]
    [InlineData("http_ports", "8080; 0")]
    public void Check_Right_SaysNothing(string key, string value) => Should.NotThrow(() => HostSettings.Check(Configuration(key, value)));

    private static IConfiguration Configuration(string key, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();
}
