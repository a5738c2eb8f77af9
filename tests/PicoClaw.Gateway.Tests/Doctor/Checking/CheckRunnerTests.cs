using PicoClaw.Gateway.Doctor.Checking;

namespace PicoClaw.Gateway.Tests.Doctor.Checking;

public sealed class CheckRunnerTests
{
    private static readonly Finding Good = Finding.Pass("good");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task RunAsync_WhatACheckNeedsHasFailed_IsSkippedWithTheReason_AndSoIsWhatNeedsThat()
    {
        var first = new FakeCheck("first", _ => Task.FromResult(Finding.Fail("bad", "mend it")));
        var second = new FakeCheck("second", _ => throw new InvalidOperationException("must not run"), first);
        var third = new FakeCheck("third", _ => throw new InvalidOperationException("must not run"), second);
        var other = new FakeCheck("other", _ => Task.FromResult(Good));

        var lines = await RunAsync(first, second, third, other);

        lines.ShouldBe(
        [
            new("first", null, FindingLevel.Fail, "bad", "mend it"),
            new("second", null, FindingLevel.Skip, "not looked at: first has to be right first", null),
            new("third", null, FindingLevel.Skip, "not looked at: second has to be right first", null),
            new("other", null, FindingLevel.Pass, "good", null),
        ]);
    }

    [Fact(Timeout = 180_000)]
    public async Task RunAsync_AWarning_HoldsNothingUp()
    {
        var first = new FakeCheck("first", _ => Task.FromResult(Finding.Warn("so so", "look")));

        (await RunAsync(first, new FakeCheck("second", _ => Task.FromResult(Good), first)))[1].Level.ShouldBe(FindingLevel.Pass);
    }

    [Fact(Timeout = 180_000)]
    public async Task RunAsync_ChecksThatNeedNothingOfEachOther_RunAtTheSameTime()
    {
        var begun = new TaskCompletionSource();
        var waits = new FakeCheck("waits", async cancel =>
        {
            await begun.Task.WaitAsync(cancel);
            return Good;
        });
        var begins = new FakeCheck("begins", _ =>
        {
            begun.SetResult();
            return Task.FromResult(Good);
        });

        (await RunAsync(waits, begins)).ShouldAllBe(line => line.Level == FindingLevel.Pass);
    }

    [Fact(Timeout = 180_000)]
    public async Task RunAsync_ACheckThatEndsNever_FailsAtItsLimit()
    {
        var deaf = new FakeCheck("deaf", async _ =>
        {
            await new TaskCompletionSource().Task;
            return Good;
        })
        {
            Limit = TimeSpan.FromMilliseconds(50),
        };

        var line = (await RunAsync(deaf)).ShouldHaveSingleItem();
        (line.Level, line.Text).ShouldBe((FindingLevel.Fail, "no result within 0 s"));
    }

    [Fact(Timeout = 180_000)]
    public async Task RunAsync_ACheckThatThrows_IsOneLineBesideTheOthers()
    {
        var broken = new FakeCheck("broken", _ => throw new InvalidOperationException("oh\nno."));
        var unreached = new FakeCheck("unreached", _ => throw new CheckFailedException("away", "start it"));

        var lines = await RunAsync(broken, unreached);

        lines.Select(line => (line.Level, line.Text, line.Remedy)).ShouldBe(
        [
            (FindingLevel.Fail, "the check itself went wrong: oh no", "Report it with this line."), (FindingLevel.Fail, "away", "start it"),
        ]);
    }

    private static async Task<IReadOnlyList<CheckedLine>> RunAsync(params IReadOnlyList<IDoctorCheck> checks)
    {
        var lines = new List<CheckedLine>();
        await foreach (var line in new CheckRunner(TimeProvider.System).RunAsync(checks, Cancel))
        {
            lines.Add(line);
        }

        return lines;
    }
}
