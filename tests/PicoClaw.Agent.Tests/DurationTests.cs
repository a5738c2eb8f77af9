namespace PicoClaw.Agent.Tests;

public sealed class DurationTests
{
    [Theory]
    [InlineData(0, "0 seconds")]
    [InlineData(0.2, "1 second")]
    [InlineData(2, "2 seconds")]
    [InlineData(60, "1 minute")]
    [InlineData(125, "2 minutes 5 seconds")]
    [InlineData(3600, "1 hour")]
    [InlineData(90061, "1 day 1 hour")]
    public void InWords_Seconds_IsSaidAsAPersonWould(double seconds, string expected) =>
        Duration.InWords(TimeSpan.FromSeconds(seconds)).ShouldBe(expected);
}
