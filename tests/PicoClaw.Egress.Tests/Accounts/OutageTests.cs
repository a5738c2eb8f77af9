using Microsoft.Extensions.Time.Testing;
using PicoClaw.Egress.Accounts;

namespace PicoClaw.Egress.Tests.Accounts;

public sealed class OutageTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void TryEnter_TurnThatBeganBeforeTheStop_IsNotTheProbeThatIsDue()
    {
        var outage = new Outage(_time);
        outage.Failed(isProbe: false, "503");
        _time.Advance(Outage.FirstDelay);

        outage.TryEnter(mayProbe: false, out var isProbe).ShouldBeFalse();

        isProbe.ShouldBeFalse();
        outage.TryEnter(mayProbe: true, out isProbe).ShouldBeTrue();
        isProbe.ShouldBeTrue();
    }

    [Fact]
    public void TryEnter_NotStopped_AdmitsEveryCall()
    {
        var outage = new Outage(_time);

        outage.TryEnter(mayProbe: false, out var isProbe).ShouldBeTrue();

        isProbe.ShouldBeFalse();
    }
}
