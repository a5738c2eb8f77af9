using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Channels.DingTalk.Errors;

// One scenario for each fate.
public sealed partial class ErrorTests
{
    private const int ForGood = int.MaxValue;

    private async Task ShouldFailAsync(ErrorCase error)
    {
        var lane = await HearAsync(error);
        var (reply, next) = (lane.Say("text"), lane.Say("next"));
        _errorsLeft = 1;
        await PutAndSendAsync(reply);

        await ShouldBeFailedAsync(error, reply, error.Reason);
        _calls.ShouldBe(1);
        await TextsShouldBeAsync();

        await PutAndSendAsync(next);
        await TextsShouldBeAsync("next");
    }

    private async Task ShouldTakeANewTokenOnceAsync(ErrorCase error)
    {
        var lane = await HearAsync(error);
        _errorsLeft = 1;
        await PutAndSendAsync(lane.Say("text"));
        await TextsShouldBeAsync("text");
        _calls.ShouldBe(2);

        _errorsLeft = ForGood;
        var refused = lane.Say("refused");
        await PutAndSendAsync(refused);
        await ShouldBeFailedAsync(error, refused, "client_id and client_secret of the account \"main\"");
        _calls.ShouldBe(4);
    }

    private async Task ShouldRestAsync(ErrorCase error)
    {
        var (reply, same) = ((await HearAsync(error)).Say("text"), (await HearAsync(error, "u2", "cidOther==")).Say("the same API"));
        var other = (await HearAsync(byApi: false, user: "u3")).Say("other webhook");
        _errorsLeft = 1;
        await PutAndSendAsync(reply);
        await ShouldWaitAsync(reply);

        await PutAndSendAsync(other, same);
        string[] goesOn = error.Route == "webhook" ? ["other webhook", "the same API"] : ["other webhook"];
        await TextsShouldBeAsync(goesOn);

        Time.Advance(TimeSpan.FromSeconds(error.Seconds) - TimeSpan.FromMilliseconds(200));
        await SendDueAsync();
        await TextsShouldBeAsync(goesOn);

        Time.Advance(TimeSpan.FromMilliseconds(200));
        await SendDueAsync();
        await TextsShouldBeAsync("text", "other webhook", "the same API");
        (await Egress.StateAsync(reply)).Via.ShouldBe(error.Route == "token" ? "oto" : error.Route);
    }

    private async Task ShouldRestAltogetherAsync(ErrorCase error)
    {
        var reply = (await HearAsync(error)).Say("text");
        var others = new[]
        {
            await HearAsync(byApi: false, user: "u2"),
            await HearAsync(byApi: true, user: "u3"),
            await HearAsync(byApi: false, account: "other"),
        };
        _errorsLeft = 1;
        await PutAndSendAsync(reply);
        await ShouldWaitAsync(reply);
        await Egress.PutAsync([.. others.Select((lane, index) => lane.Say($"other {index}"))]);

        foreach (var rest in new[] { TimeSpan.Zero, TimeSpan.FromSeconds(299) })
        {
            Time.Advance(rest);
            await SendDueAsync();
            await SendDueAsync("other");
            await TextsShouldBeAsync();
            _calls.ShouldBe(1);
        }

        Time.Advance(TimeSpan.FromSeconds(1));
        await SendDueAsync();
        await SendDueAsync("other");
        await TextsShouldBeAsync("text", "other 0", "other 1", "other 2");
    }

    private async Task ShouldBeTriedFourTimesAsync(ErrorCase error, int firstDelay)
    {
        int[] delays = [firstDelay, firstDelay * 2, firstDelay * 4];
        var reply = (await HearAsync(error)).Say("text");
        _errorsLeft = 3;
        await PutAndSendAsync(reply);
        foreach (var seconds in delays)
        {
            await ShouldWaitAsync(reply);
            Time.Advance(TimeSpan.FromSeconds(seconds));
            await SendDueAsync();
        }

        await TextsShouldBeAsync("text");
        _calls.ShouldBe(4);

        var (given, other) = ((await HearAsync(error, "u2")).Say("given up"), (await HearAsync(error, "u3")).Say("other"));
        _errorsLeft = 4;
        await PutAndSendAsync(given);
        foreach (var seconds in delays)
        {
            Time.Advance(TimeSpan.FromSeconds(seconds));
            await SendDueAsync();
        }

        await ShouldBeFailedAsync(error, given, "tried again 3 times");
        await ShouldBeFailedAsync(error, given, error.Reason);
        await PutAndSendAsync(other);
        await TextsShouldBeAsync("text", "other");
        _calls.ShouldBe(9);
    }

    private async Task ShouldBeSentOnceMoreAsync(ErrorCase error)
    {
        var lane = await HearAsync(error);
        var (reply, given, next) = (lane.Say("text"), lane.Say("given up"), lane.Say("next"));
        _errorsLeft = 1;
        await PutAndSendAsync(reply);
        var state = await Egress.StateAsync(reply);
        (state.Status, state.Unknowns).ShouldBe(("queued", 1));
        Egress.LogsOf(402).Single().Message.ShouldContain(state.CallId.ShouldNotBeNull());
        await TextsShouldBeAsync();

        Time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();
        await TextsShouldBeAsync("text");
        (await Egress.StateAsync(reply)).Via.ShouldBe(error.Route);

        _errorsLeft = 2;
        await PutAndSendAsync(given);
        Time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();
        await ShouldBeFailedAsync(error, given, "it may have been delivered");
        _calls.ShouldBe(4);

        await PutAndSendAsync(next);
        await TextsShouldBeAsync("text", "next");
    }

    private async Task ShouldStopAndProbeAsync(ErrorCase error)
    {
        var (reply, elsewhere) = ((await HearAsync(error)).Say("text"), (await HearAsync(byApi: false, user: "u3", account: "other")).Say("other account"));
        _errorsLeft = 4;
        await PutAndSendAsync(reply);
        foreach (var seconds in new[] { 1, 2, 4 })
        {
            Time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            await SendDueAsync();
            var calls = _calls;
            Time.Advance(TimeSpan.FromMilliseconds(1));
            await SendDueAsync();
            _calls.ShouldBe(calls + 1);
        }

        (await Egress.StateAsync(reply)).Unknowns.ShouldBe(4);
        Egress.LogsOf(402).Count.ShouldBe(4, "each may become a double");
        Egress.LogsOf(402)[^1].Message.ShouldContain((await Egress.StateAsync(reply)).CallId.ShouldNotBeNull());

        var others = new[]
        {
            (await HearAsync(error, "u2", "cidOther==")).Say("other API or webhook"),
            (await HearAsync(byApi: false, user: "u4")).Say("webhook"),
        };
        await PutAndSendAsync(others);
        await Egress.PutAsync(elsewhere);
        await SendDueAsync("other");
        foreach (var other in others)
        {
            (await Egress.StateAsync(other)).ShouldBeEquivalentTo(
                new OutboxState { Status = "queued", PartsSent = 0, Throttles = 0, Unknowns = 0, Via = null, CallId = null, Error = null });
        }

        await TextsShouldBeAsync("other account");
        Time.Advance(TimeSpan.FromSeconds(8));
        await SendDueAsync();
        await SendDueAsync();

        await TextsShouldBeAsync("text", "other API or webhook", "webhook", "other account");
        (await Egress.StateAsync(reply)).Via.ShouldBe(error.Route);
        (Egress.LogsOf(410).Count, Egress.LogsOf(411).Count).ShouldBe((1, 1));
        Egress.LogsOf(411)[0].Message.ShouldContain("after 15 s");
    }

    private async Task ShouldTakeTheOtherRouteAsync()
    {
        var lane = await HearAsync(byApi: false);
        var (reply, next) = (lane.Say("text"), lane.Say("next"));
        _errorsLeft = 1;
        await PutAndSendAsync(reply);
        await PutAndSendAsync(next);

        (await DingTalk.RepliesAsync()).Select(seen => (seen.Via, seen.Text)).ShouldBe([("oto", "text"), ("oto", "next")]);
        _calls.ShouldBe(1, "a webhook that is gone is not asked again");
    }

    private async Task ShouldLeaveOnlyWebhooksAsync(ErrorCase error)
    {
        var (reply, same) = ((await HearAsync(error)).Say("text"), (await HearAsync(error, "u2", "cidOther==")).Say("the same API"));
        _errorsLeft = 1;
        await PutAndSendAsync(reply);
        await PutAndSendAsync(same, (await HearAsync(byApi: false, user: "u3")).Say("by webhook"));

        await ShouldBeFailedAsync(error, reply, error.Reason);
        await ShouldBeFailedAsync(error, same, error.Reason);
        _calls.ShouldBe(1);
        await TextsShouldBeAsync("by webhook");
        Egress.LogsOf(407).ShouldHaveSingleItem();
    }
}
