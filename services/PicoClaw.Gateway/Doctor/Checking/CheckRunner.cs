using System.Runtime.CompilerServices;

namespace PicoClaw.Gateway.Doctor.Checking;

/// <summary>Runs checks beside each other, each after those it needs and within its limit.</summary>
internal sealed class CheckRunner(TimeProvider time)
{
    /// <summary>All lines in the order of <paramref name="checks"/>, each as soon as those before it are known; a check stands after those it needs.</summary>
    public async IAsyncEnumerable<CheckedLine> RunAsync(
        IReadOnlyList<IDoctorCheck> checks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var running = new Dictionary<IDoctorCheck, Task<IReadOnlyList<CheckedLine>>>();
        foreach (var check in checks)
        {
            running[check] = RunAsync(check, [.. check.Needs.Select(need => (need, running[need]))], cancellationToken);
        }

        foreach (var check in checks)
        {
            foreach (var line in await running[check])
            {
                yield return line;
            }
        }
    }

    private async Task<IReadOnlyList<CheckedLine>> RunAsync(
        IDoctorCheck check,
        IReadOnlyList<(IDoctorCheck Check, Task<IReadOnlyList<CheckedLine>> Lines)> needs,
        CancellationToken cancellationToken)
    {
        // Also keeps a check that blocks from holding up the others.
        await Task.Yield();
        IDoctorCheck? missing = null;
        foreach (var need in needs)
        {
            var isMissing = (await need.Lines).Any(line => line.Level is FindingLevel.Fail or FindingLevel.Skip);
            missing ??= isMissing ? need.Check : null;
        }

        IReadOnlyList<Finding> findings = missing is null
            ? await FindAsync(check, cancellationToken)
            : [new Finding(FindingLevel.Skip, $"not looked at: {missing.Name} has to be right first")];
        return [.. findings.Select(finding => CheckedLine.Of(check, finding))];
    }

    private async Task<IReadOnlyList<Finding>> FindAsync(IDoctorCheck check, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(check.Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await check.RunAsync(either.Token).WaitAsync(either.Token);
        }
        catch (CheckFailedException failed)
        {
            return [failed.Finding];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [Finding.Fail($"no result within {check.Limit.TotalSeconds:0} s", "Find out what swallows its connections: a firewall, a proxy, or a busy server.")];
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // One that goes wrong must not hide what the others say.
            var reason = exception.GetBaseException().Message.ReplaceLineEndings(" ").TrimEnd('.');
            return [Finding.Fail($"the check itself went wrong: {reason}", "Report it with this line.")];
        }
    }
}
