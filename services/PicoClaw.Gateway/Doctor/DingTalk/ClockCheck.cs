using PicoClaw.Gateway.Doctor.Checking;

namespace PicoClaw.Gateway.Doctor.DingTalk;

/// <summary>This machine's clock against the Date of DingTalk's answer. By this clock a webhook expires and a month begins.</summary>
internal sealed class ClockCheck(AppProbe probe, IDoctorCheck proxy) : IDoctorCheck
{
    // Dates are whole seconds, and the answer took its time. A webhook is given up 60 s before it expires.
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Harmful = TimeSpan.FromSeconds(60);

    public string Name => "clock";

    public IReadOnlyList<IDoctorCheck> Needs => [proxy];

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        PlatformAnswer answer;
        try
        {
            answer = await probe.TokenAsync(cancellationToken);
        }
        catch (CheckFailedException)
        {
            return [new Finding(FindingLevel.Skip, "not looked at: DingTalk has to be reached first")];
        }

        if (answer.Clocks is not { } clocks)
        {
            return [Finding.Warn("DingTalk's answer has no Date, so nothing is known of this clock", "Compare it by hand: date -u.")];
        }

        var behind = clocks.Theirs - clocks.Ours;
        var text = $"this clock is {behind.Duration().TotalSeconds:0} s {(behind > TimeSpan.Zero ? "behind" : "ahead of")} DingTalk's";
        const string remedy = "Set the clock and keep it set with NTP (timedatectl set-ntp true).";
        return
        [
            behind.Duration() >= Harmful ? Finding.Fail(text, remedy)
                : behind.Duration() >= Usual ? Finding.Warn(text, remedy)
                : Finding.Pass("this clock agrees with DingTalk's"),
        ];
    }
}
