using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Pacing;
using PicoClaw.Egress.Tests.Pacing;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Accounts;

public sealed class CallPermitTests
{
    private static readonly CallScope Scope = new("oto", null, null);

    private readonly SimulatedClock _clock = new();
    private readonly AccountState _account;

    public CallPermitTests()
    {
        var limits = CallLimits.None with { Api = new Limit(1, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)) };
        var address = new SlidingWindow(limits.Address, _clock, new NoJitter());
        var pacer = new Pacer(limits, address, _clock, new NoJitter());
        _account = new AccountState(new TestChannel { Limits = limits }, pacer, new MonthlyBudget(() => MonthlyQuota.None, _clock), new Outage(_clock));
    }

    [Fact]
    public void Dispose_CallWasNotMade_GivesTheSlotAndTheProbeBack()
    {
        Stop();
        var permit = Take();
        permit.IsProbe.ShouldBeTrue();
        _account.TryPermit(Scope, TimeSpan.Zero, mayProbe: true).ShouldBeNull();

        permit.Dispose();
        permit.Dispose();

        Take().IsProbe.ShouldBeTrue();
        _account.TryPermit(Scope, TimeSpan.Zero, mayProbe: true).ShouldBeNull("one slot is one slot, however often it was given back");
    }

    [Fact]
    public void Dispose_CallWasMade_ChangesNothing()
    {
        Stop();
        var permit = Take();
        permit.End(new SendResult.Unknown("503", IsServerFault: true));
        permit.Failed("503").ShouldBeFalse("the account stands still already");
        _clock.Advance(2 * Outage.FirstDelay);
        var next = Take();

        permit.Dispose();

        _account.Outage.Wait.ShouldBeNull("the next probe is out");
        next.Answered().ShouldNotBeNull();
    }

    [Fact]
    public void TryPermit_LimitIsFull_DoesNotKeepTheProbe()
    {
        using var first = Take();
        _account.Outage.Failed(isProbe: false, "503");
        _clock.Advance(Outage.FirstDelay);

        _account.TryPermit(Scope, TimeSpan.Zero, mayProbe: true).ShouldBeNull();

        _account.Outage.Wait.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void MayGo_AccountStoppedMeanwhile_IsFalse()
    {
        using var permit = Take();
        permit.MayGo.ShouldBeTrue();

        _account.Outage.Failed(isProbe: false, "503");

        permit.MayGo.ShouldBeFalse();
    }

    private CallPermit Take() => _account.TryPermit(Scope, TimeSpan.Zero, mayProbe: true).ShouldNotBeNull();

    private void Stop()
    {
        _account.Outage.Failed(isProbe: false, "503");
        _clock.Advance(Outage.FirstDelay);
    }
}
