using PicoClaw.Tests.Traces;

namespace PicoClaw.Egress.Tests.Sending;

public abstract partial class DeliveryTests
{
    [Fact]
    public async Task Send_RepliesThatGoTogether_AreOneCallInTheTraceOfTheFirstWithLinksToTheOthers()
    {
        using var ended = new EndedActivities("PicoClaw.Egress");
        var lane = await HearAsync();
        var (one, two) = (lane.Say("one"), lane.Say("two"));
        var first = await EndedActivities.UnderAsync(() => Egress.PutAsync(one));
        var second = await EndedActivities.UnderAsync(() => Egress.PutAsync(two));

        await SendDueAsync();

        ended.Of(first).Select(activity => activity.OperationName).ShouldBe(["egress permit wait", "egress send"]);
        var send = ended.Of(first)[1];
        (send.GetTagItem("picoclaw.replies"), send.GetTagItem("picoclaw.api"), send.GetTagItem("picoclaw.outcome")).ShouldBe((2, "webhook", "Sent"));
        send.Links.ShouldHaveSingleItem().Context.TraceId.ShouldBe(second);
    }

    [Fact]
    public async Task Send_ReplyThatIsGivenUp_EndsItsTraceAsAnError()
    {
        using var ended = new EndedActivities("PicoClaw.Egress");
        var lane = await HearAsync();
        var reply = lane.Say("late") with { ReplyRoute = new() { Address = """{"robotCode":"r","isGroup":false}""" } };
        var trace = await EndedActivities.UnderAsync(() => Egress.PutAsync(reply));

        await SendDueAsync();

        var end = ended.Of(trace).ShouldHaveSingleItem();
        (end.OperationName, end.Status).ShouldBe(("egress give up", System.Diagnostics.ActivityStatusCode.Error));
    }
}
