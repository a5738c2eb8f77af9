using Load.Chaos.Schedules;

namespace EndToEnd.Tests.Chaos;

public sealed class MinimizerTests
{
    private static readonly int[] All = [.. Enumerable.Range(1, 40)];
    private int _runs;

    [Fact]
    public async Task MinimizeAsync_OneIsToBlame_FindsItInFewRuns()
    {
        (await MinimizeAsync(part => part.Contains(17), runs: 100)).ShouldBe([17]);
        _runs.ShouldBeLessThan(20);
    }

    [Fact]
    public async Task MinimizeAsync_TwoFarApartFailTogether_FindsBoth() =>
        (await MinimizeAsync(part => part.Contains(3) && part.Contains(38), runs: 200)).ShouldBe([3, 38]);

    [Fact]
    public async Task MinimizeAsync_RunsAreUsedUp_GivesTheSmallestThatFailed()
    {
        var smallest = await MinimizeAsync(part => part.Contains(3) && part.Contains(38), runs: 8);

        _runs.ShouldBe(8);
        smallest.Count.ShouldBeLessThan(All.Length);
        smallest.ShouldContain(3);
        smallest.ShouldContain(38);
    }

    [Fact]
    public async Task MinimizeAsync_NoPartFails_GivesAll() => (await MinimizeAsync(_ => false, runs: 1000)).ShouldBe(All);

    private Task<IReadOnlyList<int>> MinimizeAsync(Func<IReadOnlyList<int>, bool> fails, int runs) => Minimizer.MinimizeAsync(
        All,
        part =>
        {
            _runs++;
            return Task.FromResult(fails(part));
        },
        runs);
}
