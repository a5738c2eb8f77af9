using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Tools;

public sealed class CurrentTimeTests : IAsyncDisposable
{
    private const string Tool = "current_time";
    private const string Zone = "timeZone";

    private readonly ModelLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public async Task Call_NoZone_IsThatOfTheBot(string? zone)
    {
        _lab.Time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("Office", TimeSpan.FromHours(-3.5), null, null));

        (await _lab.CallAsync(Tool, (Zone, zone))).ShouldBe("2026-06-13 Saturday 08:30:00 -03:30 (Office)");
    }

    [Theory]
    [InlineData("Asia/Shanghai", "2026-06-13 Saturday 20:00:00 +08:00 (Asia/Shanghai)")]
    [InlineData(" Pacific/Auckland ", "2026-06-14 Sunday 00:00:00 +12:00 (Pacific/Auckland)")]
    public async Task Call_Zone_IsTheTimeThere(string zone, string expected) => (await _lab.CallAsync(Tool, (Zone, zone))).ShouldBe(expected);

    [Fact]
    public async Task Call_UnknownZone_TellsTheModel()
    {
        var answer = await _lab.CallAsync(Tool, (Zone, "Mars/Olympus"));

        answer.ShouldStartWith("Error: ");
        answer.ShouldContain("Mars/Olympus");
    }
}
