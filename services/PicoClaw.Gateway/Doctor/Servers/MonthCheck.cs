using PicoClaw.Gateway.Doctor.Checking;
using PicoClaw.Gateway.Status;

namespace PicoClaw.Gateway.Doctor.Servers;

/// <summary>Both meters of the month, as egress has counted them.</summary>
internal sealed class MonthCheck(StatusReader status, IDoctorCheck store) : IDoctorCheck
{
    private const double WarnAt = 0.8;

    private const string OwnCap = "only DingTalk's console shows whether an administrator caps this robot's webhooks (用量管控)";

    public string Name => "month";

    public IReadOnlyList<IDoctorCheck> Needs => [store];

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        List<Finding> findings = [.. (await status.AccountsAsync(cancellationToken)).SelectMany(Of)];
        return findings.Count > 0 ? findings : [Finding.Pass($"no call is counted yet; {OwnCap}")];
    }

    private static IEnumerable<Finding> Of(AccountStatus account)
    {
        yield return Meter(
            $"{account.Account}: {Part(account.ApiCalls, account.ApiLimit)} API calls",
            account.ApiCalls / account.ApiLimit,
            "Buy API calls, or set egress.api_calls_per_month to what your edition has; until then only replies through a message's own webhook go out.");
        yield return Meter(
            $"{account.Account}: about {Part(account.StreamCalls, account.StreamLimit)} webhook and Stream calls; {OwnCap}",
            account.StreamCalls / account.StreamLimit,
            "Buy webhook and Stream calls, raise a cap under 用量管控, or set egress.stream_calls_per_month to what your edition has.");
    }

    private static Finding Meter(string text, double? share, string remedy) => share switch
    {
        >= 1 => Finding.Fail($"the month is spent: {text}", remedy),
        >= WarnAt => Finding.Warn(text, remedy),
        _ => Finding.Pass(text),
    };

    private static string Part(double? used, double? limit) => limit is null ? $"{used ?? 0:0}" : $"{used ?? 0:0} of {limit:0}";
}
