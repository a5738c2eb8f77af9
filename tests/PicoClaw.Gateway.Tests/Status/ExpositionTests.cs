using PicoClaw.Gateway.Status;

namespace PicoClaw.Gateway.Tests.Status;

public sealed class ExpositionTests
{
    private const string Text =
        """
        # HELP picoclaw_egress_sends_total Calls
        # TYPE picoclaw_egress_sends_total counter
        picoclaw_egress_sends_total{account="acme",api="webhook",outcome="Sent"} 3 1769900000123
        picoclaw_egress_sends_total{account="acme",api="oto",outcome="Sent"} 2
        picoclaw_egress_sends_total{account="blue \"{1}\\",api="oto",outcome="Sent"} 4
        picoclaw_agent_mailbox_depth 7
        picoclaw_odd NaN
        """;

    [Fact]
    public void By_Label_AddsItsSeriesUp() => Exposition.Parse(Text).By("account", "picoclaw_egress_sends_total")
        .OrderBy(one => one.Key, StringComparer.Ordinal).ShouldBe([new("acme", 5), new("blue \"{1}\\", 4)]);

    [Fact]
    public void By_LabelThatTheSeriesLack_IsEmpty() => Exposition.Parse(Text).By("account", "picoclaw_agent_mailbox_depth").ShouldBeEmpty();

    [Theory]
    [InlineData("picoclaw_agent_mailbox_depth", 7.0)]
    [InlineData("picoclaw_egress_sends_total", 9.0)]
    [InlineData("picoclaw_egress_sends", null)]
    public void Sum_Metric_IsThatOfAllItsSeries(string name, double? sum) => Exposition.Parse(Text).Sum(name).ShouldBe(sum);
}
