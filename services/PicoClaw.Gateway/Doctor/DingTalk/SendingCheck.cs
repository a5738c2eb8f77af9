using PicoClaw.Gateway.Doctor.Checking;

namespace PicoClaw.Gateway.Doctor.DingTalk;

/// <summary>
/// The robot may send by the OpenAPI: permission, allowed address, month's calls and robot code, by a message to nobody. It counts as one
/// call of the month where DingTalk counts refused ones.
/// </summary>
internal sealed class SendingCheck(AppProbe probe, IDoctorCheck credentials) : IDoctorCheck
{
    public string Name => "sending";

    public string? Subject => probe.App.Account;

    public IReadOnlyList<IDoctorCheck> Needs => [credentials];

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var answer = await probe.RobotAsync(cancellationToken);
        if (answer.IsSuccess || MissesTheReceiver(answer.Code ?? ""))
        {
            return [Finding.Pass("permission, address, month's calls and robot code are as DingTalk wants them")];
        }

        var (kind, remedy) = Remedies.For(answer);
        return
        [
            kind switch
            {
                Refusal.Throttled => Finding.Warn($"DingTalk throttles this app ({answer.Said})", remedy),
                Refusal.Scope => Finding.Fail($"the app may not send by itself ({answer.Said}); replies to fresh messages still go", remedy),
                Refusal.Address => Finding.Fail($"this machine's address is not allowed ({answer.Said})", remedy),
                Refusal.Quota => Finding.Fail($"the organization's API calls of this month are used up ({answer.Said})", remedy),
                Refusal.NoRobot => Finding.Fail($"DingTalk knows no robot of this app that is in use: is the app published? ({answer.Said})", remedy),
                Refusal.RobotCode => Finding.Fail($"the robot code is not this app's ({answer.Said})", remedy),
                _ => Finding.Fail($"DingTalk refuses a test message to nobody ({answer.Said})", remedy),
            },
        ];
    }

    private static bool MissesTheReceiver(string code) =>
        code.Contains("userIds", StringComparison.Ordinal) || code.Contains("receivers", StringComparison.Ordinal);
}
