using PicoClaw.Gateway.Status;

namespace PicoClaw.Gateway.Tests.Status;

public sealed class LiveFiguresTests
{
    [Fact]
    public void Accounts_TwoReplicas_CountersAddUp_AndWhatBothReadFromTheStoreDoesNot()
    {
        var live = new LiveFigures(
        [
            Process("""
                picoclaw_ingress_link_open{account="acme"} 0
                picoclaw_egress_outbox_depth{account="acme"} 5
                picoclaw_egress_cards_overdue{account="acme"} 2
                picoclaw_egress_sends_total{account="acme",api="oto"} 10
                picoclaw_egress_api_calls_this_month{account="acme"} 40
                picoclaw_egress_permit_wait_seconds_count{api="oto"} 1
                picoclaw_egress_permit_wait_seconds_sum{api="oto"} 3
                """),
            Process("""
                picoclaw_ingress_link_open{account="acme"} 1
                picoclaw_egress_outbox_depth{account="acme"} 4
                picoclaw_egress_sends_total{account="acme",api="webhook"} 20
                picoclaw_egress_api_calls_this_month{account="acme"} 41
                picoclaw_egress_permit_wait_seconds_count{api="oto"} 3
                picoclaw_egress_permit_wait_seconds_sum{api="oto"} 1
                """),
        ]);

        var account = live.Accounts().ShouldHaveSingleItem();
        account.ShouldBe(new AccountStatus("acme") { IsLinkOpen = true, Waiting = 5, OverdueCards = 2, Calls = 30, ApiCalls = 41 });
        live.Permits().ShouldBe([new PermitStatus("oto", 4, 1)]);
        live.Mailbox.ShouldBeNull();
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(3, 120.0)]
    public void Accounts_PlanOfCards_IsShownWhereCardsWereDecidedOn(int decisions, double? planned)
    {
        var live = new LiveFigures([Process($$"""
            picoclaw_egress_outbox_depth{account="acme"} 0
            picoclaw_egress_api_calls_planned{account="acme"} 120
            picoclaw_egress_cards_decisions_total{account="acme",style="Plain",reason="over-plan"} {{decisions}}
            """)]);

        live.Accounts().ShouldHaveSingleItem().ApiPlanned.ShouldBe(planned);
    }

    private static ProcessStatus Process(string metrics) =>
        new("http://127.0.0.1:1", "ready", new Dictionary<string, PartStatus>()) { Metrics = Exposition.Parse(metrics) };
}
