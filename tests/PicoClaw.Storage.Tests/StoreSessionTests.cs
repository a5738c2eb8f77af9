using PicoClaw.Storage.Lanes;
using PicoClaw.Storage.Tests.Testing;

namespace PicoClaw.Storage.Tests;

/// <summary>Several statements in one round trip, and what they require.</summary>
public abstract class StoreSessionTests(TestStore test) : IAsyncDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task BatchAsync_WritesBetweenReads_GivesTheRowsOfThoseThatReturnSome()
    {
        var store = await test.OpenAsync();
        await store.WriteAsync(session => LaneTable.AppendAsync(session, "a"), Cancel);

        var (before, after) = await store.ExecuteAsync(
            session => session.BatchAsync(
                """
                SELECT version FROM lane WHERE lane_key = @key;
                UPDATE lane SET version = version + @more WHERE lane_key = @key;
                SELECT version FROM lane WHERE lane_key = @key;
                """,
                new { key = "a", more = 5 },
                async results => (await results.FirstOrDefaultAsync<long>(), (await results.RowsAsync<long>()).Single())),
            Cancel);

        (before, after).ShouldBe((1, 6));
    }

    [Theory]
    [InlineData("1 = 0")]
    [InlineData("NULL = 1")]
    public async Task Require_NotSo_NothingIsWrittenAndTheNextWriteSucceeds(string condition)
    {
        var store = await test.OpenAsync();
        await store.WriteAsync(session => LaneTable.AppendAsync(session, "a"), Cancel);

        var failed = await Should.ThrowAsync<RequirementException>(() => store.ExecuteAsync(
            session => session.BatchAsync(
                $"UPDATE lane SET version = 100; SELECT require({condition}, 'the sky falls')", new { }, results => results.FirstOrDefaultAsync<string>()),
            Cancel));

        failed.Requirement.ShouldBe("the sky falls");
        (await store.QueryAsync(session => session.FirstOrDefaultAsync<long>("SELECT version FROM lane"), Cancel)).ShouldBe(1);
        await store.WriteAsync(session => LaneTable.AppendAsync(session, "a"), Cancel);
    }
}
