using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using PicoClaw.Configuration;
using PicoClaw.Configuration.Tests.Testing;
using PicoClaw.Hosting.Startup;

namespace PicoClaw.Hosting.Tests.Startup;

public sealed class ConsoleLogTests
{
    [Fact]
    public void Add_NothingSaid_IsALineWithTheTimeOfDay()
    {
        using var services = Services();

        services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName.ShouldBe("simple");
        var simple = services.GetRequiredService<IOptions<SimpleConsoleFormatterOptions>>().Value;
        (simple.SingleLine, simple.TimestampFormat).ShouldBe((true, "HH:mm:ss "));
    }

    [Fact]
    public void Add_DateAndZoneAskedFor_AreShown()
    {
        using var services = Services(
            ("Logging:Console:FormatterOptions:TimestampFormat", "yyyy-MM-dd HH:mm:sszzz "),
            ("Logging:Console:FormatterOptions:UseUtcTimestamp", "true"));

        var simple = services.GetRequiredService<IOptions<SimpleConsoleFormatterOptions>>().Value;
        (simple.SingleLine, simple.TimestampFormat, simple.UseUtcTimestamp).ShouldBe((true, "yyyy-MM-dd HH:mm:sszzz ", true));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("systemd")]
    public void Add_OtherFormat_IsTaken(string formatter)
    {
        using var services = Services(("Logging:Console:FormatterName", formatter));

        services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName.ShouldBe(formatter);
        services.GetRequiredService<IOptions<ConsoleFormatterOptions>>().Value.TimestampFormat.ShouldBe("yyyy-MM-ddTHH:mm:ss.fffzzz ");
    }

    [Fact]
    public void Add_Json_WritesChineseAsCharacters()
    {
        using var services = Services(("Logging:Console:FormatterName", "json"));
        var formatter = services.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == "json");
        using var written = new StringWriter();

        formatter.Write(new LogEntry<string>(LogLevel.Warning, "x", default, "鉴权失败", null, (state, _) => state), null, written);

        written.ToString().ShouldContain("\"Message\":\"鉴权失败\"");
    }

    [Fact]
    public void Add_InAContainer_IsJson()
    {
        using var services = Services(("DOTNET_RUNNING_IN_CONTAINER", "true"));

        services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName.ShouldBe("json");
    }

    [Theory]
    [InlineData("simple")]
    [InlineData("json")]
    public void Add_LineWithinATrace_ShowsItsId(string format)
    {
        using var services = Services(("Logging:Console:FormatterName", format));
        var formatter = services.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == format);
        var scopes = new LoggerExternalScopeProvider();
        using var scope = scopes.Push("TraceId:0123");
        using var written = new StringWriter();

        formatter.Write(new LogEntry<string>(LogLevel.Warning, "x", default, "line", null, (state, _) => state), scopes, written);

        written.ToString().ShouldContain("TraceId:0123");
    }

    [Theory]
    [InlineData("json")]
    [InlineData("systemd")]
    [InlineData("simple")]
    public async Task Host_FormatAskedFor_IsThatOfTheLog(string format)
    {
        using var folder = new ConfigFolder("{}");
        await using var app = PicoClawHost.CreateBuilder(["--config", folder.ConfigFile, $"--Logging:Console:FormatterName={format}"]).Build();

        app.Services.GetRequiredService<IOptionsMonitor<ConsoleLoggerOptions>>().CurrentValue.FormatterName.ShouldBe(format);
    }

    [Fact]
    public void Add_FormatThatIsNone_NamesTheVariable() =>
        Should
            .Throw<ConfigException>(() => Services(("Logging:Console:FormatterName", "xml"))).Message
            .ShouldStartWith("Logging__Console__FormatterName is \"xml\"");

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        return new ServiceCollection()
            .AddLogging(logging => ConsoleLog.Add(logging.AddConfiguration(configuration.GetSection("Logging")), configuration))
            .BuildServiceProvider();
    }
}
