using PicoClaw.Gateway.Doctor.Checking;
using PicoClaw.Gateway.Status;
using PicoClaw.Hosting.DeadLetters;

namespace PicoClaw.Gateway.Doctor.Servers;

/// <summary>What failed within the last day, by its reason: DingTalk's answers to real replies say what no question from here can find out.</summary>
internal sealed class DeadLetterCheck(StoreReader reader, IDoctorCheck store, TimeProvider time) : IDoctorCheck
{
    private const int MostReasons = 3;
    private const int LongestReason = 300;

    public string Name => "dead letters";

    public IReadOnlyList<IDoctorCheck> Needs => [store];

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var letters = await reader.DeadLettersAsync(new DeadLetterFilter(Since: time.GetUtcNow().AddDays(-1)), cancellationToken);
        return letters is null or [] ? [Finding.Pass("none within a day")] :
        [
            .. letters.GroupBy(letter => letter.Reason, StringComparer.Ordinal)
                .OrderByDescending(reason => reason.Count())
                .Take(MostReasons)
                .Select(reason => Finding.Warn(
                    $"{reason.Count()} within a day: {Short(reason.Key)}", "Look at them with picoclaw dead list; picoclaw dead replay puts them back once the cause is gone.")),
        ];
    }

    private static string Short(string reason) => reason.Length > LongestReason ? reason[..LongestReason] + "…" : reason;
}
