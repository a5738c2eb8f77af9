using PicoClaw.Egress.Channels.DingTalk.Limits;
using PicoClaw.Egress.Pacing;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Pacing;

public sealed class PacerTests
{
    private static readonly CallScope Api = new("oto", null, "conversation");
    private static readonly CallScope Webhook = new(null, "w1", "conversation");
    private static readonly CallScope OtherWebhook = new(null, "w2", "other");

    private readonly SimulatedClock _clock = new();
    private readonly LimitOptions _limits = new() { ApiCallsPerSecond = 4, WebhookMessagesPerMinute = 2 };

    [Fact]
    public void TryTake_AllSlotsInFlight_WaitsForAnAnswerAndThenOneWindow()
    {
        var pacer = NewPacer();
        var permits = Enumerable.Range(0, 4).Select(_ => Take(pacer, Api)).ToList();
        pacer.TryTake(Api, TimeSpan.FromHours(1)).ShouldBeNull();
        pacer.Wait(Api).ShouldBeNull();

        _clock.Advance(TimeSpan.FromMilliseconds(300));
        permits[0].End(succeeded: true);

        pacer.Wait(Api).ShouldBe(TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromMilliseconds(900));
        var ahead = pacer.TryTake(Api, TimeSpan.FromMilliseconds(100)).ShouldNotBeNull();
        (ahead.GoAt - _clock.Now).ShouldBe(TimeSpan.FromMilliseconds(100).Ticks);
        pacer.TryTake(Api, TimeSpan.FromHours(1)).ShouldBeNull("the slot is taken ahead");
        ahead.Dispose();
        Take(pacer, Api, TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void TryTake_LowClass_LeavesHalfToOthersWhateverUsesTheRest()
    {
        var pacer = NewPacer();
        var low = Api with { IsLow = true };
        var permits = Enumerable.Range(0, 2).Select(_ => Take(pacer, low)).ToList();
        pacer.TryTake(low, TimeSpan.FromHours(1)).ShouldBeNull("half is used");
        pacer.Wait(low).ShouldBeNull();

        permits.AddRange(Enumerable.Range(0, 2).Select(_ => Take(pacer, Api)));
        permits.ForEach(permit => permit.End(succeeded: true));

        _clock.Advance(TimeSpan.FromSeconds(1));
        Take(pacer, Api);
        Take(pacer, Api);
        pacer.TryTake(low, TimeSpan.FromHours(1)).ShouldBeNull("replies use half");
        Take(pacer, Api);
    }

    [Fact]
    public void TryTake_LowClassOfOneCall_NeverGoes()
    {
        _limits.ApiCallsPerSecond = 1;
        var pacer = NewPacer();

        pacer.TryTake(Api with { IsLow = true }, TimeSpan.FromHours(1)).ShouldBeNull();

        Take(pacer, Api);
    }

    [Fact]
    public void TryTake_OneLimitIsFull_TakesNothingOfTheOthers()
    {
        _limits.ConversationMessagesPerMinute = 1;
        var pacer = NewPacer();
        Take(pacer, Webhook);

        pacer.TryTake(Api, TimeSpan.Zero).ShouldBeNull("the conversation has had its message");

        foreach (var conversation in Enumerable.Range(0, 4))
        {
            Take(pacer, Api with { Conversation = $"{conversation}" });
        }
    }

    [Fact]
    public void EndThrottled_AgainAndAgain_RestsTwiceAsLongEachTimeUpToTheLongest()
    {
        var pacer = NewPacer();
        var rests = new List<double>();
        foreach (var _ in Enumerable.Range(0, 6))
        {
            rests.Add(Take(pacer, Webhook).EndThrottled(TimeSpan.FromSeconds(60)).TotalSeconds);
            pacer.Wait(Webhook).ShouldBe(TimeSpan.FromSeconds(rests[^1]));
            pacer.Wait(OtherWebhook).ShouldBe(TimeSpan.Zero);
            pacer.Wait(Api).ShouldBe(TimeSpan.Zero);
            _clock.Advance(TimeSpan.FromSeconds(rests[^1]));
        }

        rests.ShouldBe([60, 120, 240, 480, 600, 600]);
    }

    [Fact]
    public void EndThrottled_SeveralCallsOfOneMoment_AreOneThrottle()
    {
        var pacer = NewPacer();
        var permits = Enumerable.Range(0, 4).Select(_ => Take(pacer, Api)).ToList();
        _clock.Advance(TimeSpan.FromMilliseconds(10));

        permits.ForEach(permit => permit.EndThrottled(TimeSpan.FromSeconds(1)));

        pacer.Wait(Api).ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void EndThrottled_HalvesTheRate_AndSuccessesRaiseItToTheFullOneAndNotAbove()
    {
        var pacer = NewPacer();
        Take(pacer, Api).EndThrottled(TimeSpan.FromSeconds(1));
        var rates = new List<int>();
        foreach (var _ in Enumerable.Range(0, 6))
        {
            _clock.Advance(TimeSpan.FromSeconds(2));
            var permits = new List<Permit>();
            while (pacer.TryTake(Api, TimeSpan.Zero) is { } permit)
            {
                permits.Add(permit);
            }

            rates.Add(permits.Count);
            permits.ForEach(permit => permit.End(succeeded: true));
        }

        rates[0].ShouldBe(2);
        rates.ShouldBe(rates.Order());
        rates[^1].ShouldBe(4);
    }

    [Fact]
    public void MayGo_LimitBeganToRestMeanwhile_IsFalse()
    {
        var pacer = NewPacer();
        var (first, second) = (Take(pacer, Api), Take(pacer, Api));
        second.MayGo.ShouldBeTrue();

        first.EndThrottled(TimeSpan.FromSeconds(1));

        second.MayGo.ShouldBeFalse();
    }

    [Fact]
    public void Adopt_CallsOfAnotherProcess_FillShortWindowsAndCountInLongOnes()
    {
        var pacer = NewPacer();
        Take(pacer, OtherWebhook);
        Take(pacer, OtherWebhook);

        pacer.Adopt([new(Webhook, TimeSpan.FromSeconds(50)), new(Webhook, TimeSpan.FromSeconds(20)), new(Api, TimeSpan.FromSeconds(20))]);

        pacer.Wait(Api).ShouldBe(TimeSpan.FromSeconds(1));
        pacer.Wait(Webhook).ShouldBe(TimeSpan.FromSeconds(10));
        pacer.Wait(OtherWebhook).ShouldBe(TimeSpan.Zero, "what it remembers itself is older than what the store tells");
    }

    [Fact]
    public void Wait_ProcessMadeAsManyCallsAsItsAddressMay_EveryAccountWaits()
    {
        _limits.AddressCallsPer20Seconds = 3;
        var address = new SlidingWindow(_limits.Calls.Address, _clock, new NoJitter());
        var (one, two) = (new Pacer(_limits.Calls, address, _clock, new NoJitter()), new Pacer(_limits.Calls, address, _clock, new NoJitter()));
        Pacer[] pacers = [one, two, one];
        foreach (var pacer in pacers)
        {
            Take(pacer, Api).End(succeeded: true);
        }

        two.Wait(Webhook).ShouldBe(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Count_ManyWebhooksThatAreIdle_AreForgotten()
    {
        var pacer = NewPacer();
        foreach (var webhook in Enumerable.Range(0, 10_000))
        {
            Take(pacer, new CallScope(null, $"w{webhook}", null)).End(succeeded: true);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        pacer.Count.ShouldBeLessThan(300);
    }

    [Fact]
    public void Follow_FewerSlots_CountsTheCallsThatWereMade()
    {
        var pacer = NewPacer();
        Take(pacer, Api).End(succeeded: true);
        Take(pacer, Api).End(succeeded: true);

        pacer.Follow(new LimitOptions { ApiCallsPerSecond = 2 }.Calls);

        pacer.Wait(Api).ShouldBe(TimeSpan.FromSeconds(1));
        pacer.Follow(new LimitOptions { ApiCallsPerSecond = 3 }.Calls);
        pacer.Wait(Api).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Follow_ALimitWhereThereWasNone_CountsWhatWasNotCountedAsFull()
    {
        _limits.WebhookMessagesPerMinute = 0;
        var pacer = NewPacer();
        Take(pacer, Webhook).End(succeeded: true);

        pacer.Follow(new LimitOptions { WebhookMessagesPerMinute = 20 }.Calls);

        pacer.Wait(Webhook).ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Follow_WhileThrottled_RestsOnAndStaysHalved()
    {
        var pacer = NewPacer();
        Take(pacer, Api).EndThrottled(TimeSpan.FromSeconds(5));

        pacer.Follow(new LimitOptions { ApiCallsPerSecond = 40 }.Calls);

        pacer.Wait(Api).ShouldBe(TimeSpan.FromSeconds(5));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Take(pacer, Api);
        Take(pacer, Api);
        pacer.TryTake(Api, TimeSpan.Zero).ShouldBeNull("throttled at 4 a second, it goes on with 2");
    }

    [Fact]
    public void Follow_AddressLimit_HoldsForAllAccounts()
    {
        var address = new SlidingWindow(_limits.Calls.Address, _clock, new NoJitter());
        var (one, two) = (new Pacer(_limits.Calls, address, _clock, new NoJitter()), new Pacer(_limits.Calls, address, _clock, new NoJitter()));
        Take(one, Api).End(succeeded: true);

        one.Follow(new LimitOptions { AddressCallsPer20Seconds = 1 }.Calls);

        two.Wait(Webhook).ShouldBe(TimeSpan.FromSeconds(20));
    }

    private Pacer NewPacer() => new(_limits.Calls, new SlidingWindow(_limits.Calls.Address, _clock, new NoJitter()), _clock, new NoJitter());

    private static Permit Take(Pacer pacer, CallScope scope, TimeSpan ahead = default) => pacer.TryTake(scope, ahead).ShouldNotBeNull();
}
