using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Hosting.Tests.Startup;

public sealed class LogLevelTests
{
    [Theory]
    [InlineData("MassTransit", LogLevel.Error, false)]
    [InlineData("MassTransit.ReceiveTransport", LogLevel.Warning, false)]
    [InlineData("MassTransit.ReceiveTransport", LogLevel.Error, true)]
    [InlineData("PicoClaw.Agent", LogLevel.Information, true)]
    [InlineData("PicoClaw.Agent", LogLevel.Debug, false)]
    public async Task CreateBuilder_Log_TellsOfABrokerThatIsAwayOnce(string category, LogLevel level, bool isShown)
    {
        using var folder = new ConfigFolder("{}");
        await using var app = PicoClawHost.CreateBuilder(["--config", folder.ConfigFile]).Build();

        app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category).IsEnabled(level).ShouldBe(isShown);
    }
}
