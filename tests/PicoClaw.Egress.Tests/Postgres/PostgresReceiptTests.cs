using PicoClaw.Egress.Notifications.Http;
using PicoClaw.Egress.Tests.Receipts;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Postgres;

public sealed class PostgresReceiptTests() : ReceiptTests(onPostgres: true)
{
    [Fact]
    public async Task Read_AccountIsHeldByAnotherProcess_IsAskedThere()
    {
        var calls = 0;
        Egress.Gate.Answer = _ =>
        {
            calls++;
            return null;
        };
        await using var holder = await TestEgress.OpenAsync(Place, Time, DingTalk.Address);
        await holder.StartAsync();
        var told = await SendAsync("u1");
        await DingTalk.ReadAsync("u1");

        var status = await ReadsAsync(told);

        status.Reads.ShouldBe(new ReadCounts(1, 0, 0, 0));
        calls.ShouldBe(0);
    }
}
