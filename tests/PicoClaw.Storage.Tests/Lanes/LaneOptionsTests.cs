using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PicoClaw.Storage.Lanes;
using PicoClaw.Storage.Tests.Testing;

namespace PicoClaw.Storage.Tests.Lanes;

public sealed class LaneOptionsTests
{
    [Fact]
    public void Section_WinsOverTheDefaultsOfTheService()
    {
        var options = Options(("Lanes:LeaseTime", "00:00:06"), ("Lanes:SafetyMargin", "00:00:01.5"), ("Lanes:MaxLanes", "4"));

        (options.LeaseTime, options.SafetyMargin, options.MaxLanes).ShouldBe((TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(1.5), 4));
        (options.SweepInterval, options.StopGrace).ShouldBe((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(7)));
    }

    [Fact]
    public void NoSection_IsWhatTheServiceSays() => Options().MaxLanes.ShouldBe(1000);

    [Theory]
    [InlineData("MaxLanes", "0")]
    [InlineData("LeaseTime", "00:00:00.5")]
    [InlineData("LeaseTime", "02:00:00")]
    [InlineData("SafetyMargin", "00:00:00")]
    [InlineData("SafetyMargin", "00:00:11")]
    [InlineData("SafetyMargin", "00:00:30")]
    [InlineData("AbsenceTime", "00:00:00.5")]
    [InlineData("FinishTime", "-00:00:01")]
    [InlineData("SweepInterval", "00:00:00")]
    [InlineData("SweepInterval", "-00:00:01")]
    public void BadValue_StopsTheStartAndNamesTheKey(string key, string value) =>
        Should.Throw<OptionsValidationException>(() => Options(($"Lanes:{key}", value))).Message.ShouldContain($"Lanes:{key} is {value}");

    private static LaneOptions Options(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(
            new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)).Build());
        services.AddLanes<RecordingWork>("test", lanes => (lanes.MaxLanes, lanes.StopGrace) = (1000, TimeSpan.FromSeconds(7)));
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptionsMonitor<LaneOptions>>().Get("test");
    }
}
