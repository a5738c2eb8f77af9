using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PicoClaw.Contracts;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Sending;

// A note about a reply in the making.
public abstract partial class DeliveryTests
{
    [Fact]
    public async Task SendAsync_Announcement_GoesAloneAndTheReplyFollows()
    {
        var lane = await HearAsync();
        var (note, reply) = (Note(lane), lane.Say("answer"));

        await PutAndSendAsync(note);
        await PutAndSendAsync(reply);

        (await DingTalk.TextsAsync()).ShouldBe(["Still working\n\n[停止 Stop](dtmd://dingtalkclient/sendMessage?content=%2Fstop%203f2a9c1d)", "answer"]);
    }

    [Fact]
    public async Task SendAsync_AnnouncedReplyHasCome_LeavesTheAnnouncementOutWithoutACall()
    {
        using var leftOut = new MetricCollector<long>(Egress.Get<IMeterFactory>(), "PicoClaw.Egress", "picoclaw.egress.left_out");
        var lane = await HearAsync();
        var (note, reply) = (Note(lane), lane.Say("answer"));

        await PutAndSendAsync(note, reply);

        await ShouldBeLeftOutAsync(note, "Answered", "answer");
        var seen = leftOut.GetMeasurementSnapshot().ShouldHaveSingleItem();
        (seen.Value, seen.Tags["account"], seen.Tags["reason"]).ShouldBe((1, "main", "Answered"));
        (await Egress.StateAsync(note)).CallId.ShouldBeNull();
    }

    [Fact]
    public async Task SendAsync_AnnouncementWaitsForAPermitAndTheReplyComes_OnlyTheReplyGoes()
    {
        await SendEachAsync("cidOne==");
        var lane = await HearAsync("cidOne==");
        var (note, reply) = (Note(lane), lane.Say("answer"));
        await PutAndSendAsync(note);
        (await Egress.StateAsync(note)).Status.ShouldBe("queued");
        await Egress.PutAsync(reply);

        Time.Advance(TimeSpan.FromSeconds(60));
        await SendDueAsync();

        var texts = await DingTalk.TextsAsync();
        texts.ShouldContain("answer");
        texts.ShouldNotContain(text => text.Contains("Still working", StringComparison.Ordinal));
        (await Egress.StateAsync(note)).Status.ShouldBe("left-out");
    }

    [Fact]
    public async Task SendAsync_AnnouncementThatCouldNotGoForAMinute_IsLeftOut()
    {
        var lane = await HearAsync();
        var (note, reply) = (Note(lane), lane.Say("answer"));
        await Egress.PutAsync(note);

        Time.Advance(TimeSpan.FromSeconds(61));
        await SendDueAsync();
        await PutAndSendAsync(reply);

        await ShouldBeLeftOutAsync(note, "Late", "answer");
    }

    [Fact]
    public async Task SendAsync_AnnouncementIsRefused_IsNoDeadLetter()
    {
        var lane = await HearAsync();
        var (note, reply) = (Note(lane), lane.Say("answer"));
        await DingTalk.FaultAsync(new { sendErrcode = 430101, count = 1 });
        await PutAndSendAsync(note);
        await PutAndSendAsync(reply);

        await ShouldBeLeftOutAsync(note, "430101", "answer");
    }

    [Fact]
    public async Task SendAsync_AnnouncementWithoutAWayBack_IsNoDeadLetter()
    {
        var (conversation, route) = await DingTalk.HearAsync(payload: new { senderStaffId = (string?)null });
        var note = Note(new TestLane(conversation, route, Time));
        await DingTalk.FaultAsync(new { expireSessions = true });

        await PutAndSendAsync(note);

        await ShouldBeLeftOutAsync(note, "every way back is closed");
    }

    [Fact]
    public async Task SendAsync_OutcomeOfAnAnnouncementIsUnknown_IsNotRepeated()
    {
        var lane = await HearAsync();
        var (note, reply) = (Note(lane), lane.Say("answer"));
        await DingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });
        await PutAndSendAsync(note);
        Time.Advance(TimeSpan.FromSeconds(2));
        await PutAndSendAsync(reply);

        (await DingTalk.TextsAsync()).Select(text => text.Split('\n')[0]).ShouldBe(["Still working", "answer"]);
        (await Egress.StateAsync(note)).Status.ShouldBe("left-out");
    }

    [Fact]
    public async Task SendAsync_ProcessDiedWhileItAnnounced_IsNotRepeated()
    {
        var note = Note(await HearAsync());
        await Egress.PutAsync(note);
        var dead = await Egress.ClaimAsync();
        await Egress.BeginAsync(dead, (await Egress.HeadsAsync(dead)).Single(), "webhook", Guid.NewGuid());
        await ExpireLeaseAsync();

        var lease = await Egress.ClaimAsync();
        await Egress.Outbox.RecoverAsync(lease, Cancel);
        Time.Advance(TimeSpan.FromSeconds(10));
        await Egress.SendDueAsync(lease);

        await ShouldBeLeftOutAsync(note, "Failed");
    }

    // Left out, it would end the wait for what is missing before it.
    [Fact]
    public async Task SendAsync_AnnouncementAfterAGap_WaitsForWhatIsMissing()
    {
        var lane = await HearAsync();
        var (first, note, reply) = (lane.Say("first"), Note(lane), lane.Say("answer"));
        await PutAndSendAsync(note, reply);
        (await Egress.StateAsync(note)).Status.ShouldBe("queued");

        await PutAndSendAsync(first);

        await ShouldBeLeftOutAsync(note, "Answered", "first", "answer");
    }

    private static DeliverMessage Note(TestLane lane) => lane.Say("Still working") with { Announces = Guid.NewGuid(), Actions = Stop };

    private async Task ShouldBeLeftOutAsync(DeliverMessage note, string reason, params string[] sent)
    {
        var state = await Egress.StateAsync(note);
        state.Status.ShouldBe("left-out");
        state.Error.ShouldNotBeNull().ShouldContain(reason);
        Egress.LogsOf(403).ShouldBeEmpty();
        Egress.LogsOf(445).ShouldHaveSingleItem();
        (await DingTalk.TextsAsync()).ShouldBe(sent);
    }
}
