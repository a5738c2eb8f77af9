using PicoClaw.Egress.Housekeeping;
using PicoClaw.Egress.Markdown;
using PicoClaw.Egress.Sending;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Tests.Outbox;

// Replies that are far longer than what is sent of them.
public abstract partial class DeliveryTests
{
    private static readonly string Endless = string.Concat(Enumerable.Range(0, 100_000).Select(line => $"第 {line} 行：请先检查 **配置文件**，再重启服务。\n\n"));

    [Fact]
    public async Task SendAsync_EndlessReply_ArrivesAsTheFirstEightPartsAndSaysSo()
    {
        var thread = await HearAsync();
        var (reply, next) = (thread.Say(Endless), thread.Say("next"));

        await PutAndSendAsync(reply, next);
        await SendDueAsync();

        var texts = await _dingTalk.TextsAsync();
        texts.ShouldBe([.. _egress.Get<MarkdownDialect>().Render(Endless), "next"]);
        texts[7].ShouldEndWith("万字未发送）\n\n(8/8)");
        (await _egress.StateAsync(reply)).ShouldSatisfyAllConditions(state => (state.Status, state.PartsSent).ShouldBe(("sent", 8)));
    }

    [Fact]
    public async Task SendAsync_ProcessDiesWithinALongReply_TheNextOneGoesOnWithTheNextPart()
    {
        var reply = (await HearAsync()).Say(Endless);
        await _egress.PutAsync(reply);
        foreach (var parts in (int[])[3, 2, 3])
        {
            var lease = await _egress.ClaimAsync();
            await SendPartsAsync(lease, parts);
            await _egress.Lanes.HandBackAsync(lease, Cancel);
            await _egress.DisposeAsync();
            _egress = await TestEgress.OpenAsync(_place, _time, _dingTalk.Address);
        }

        (await _dingTalk.TextsAsync()).ShouldBe(_egress.Get<MarkdownDialect>().Render(Endless));
        (await _egress.StateAsync(reply)).Status.ShouldBe("sent");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(300)]
    public async Task PackAsync_LongReplyAgain_IsRenderedOnce(int parts)
    {
        await _egress.PutAsync((await HearAsync()).Say(LongText(parts)));
        var lease = await _egress.ClaimAsync();

        var first = await PackAsync(lease);
        var again = await PackAsync(lease);

        again.Letter.ShouldBeSameAs(first.Letter);
        first.Letter.Parts.Count.ShouldBe(Math.Min(parts, 8));
    }

    [Fact]
    public async Task RowsAsync_LargeReply_IsReadWithoutItsBody()
    {
        var (large, after) = ((await HearAsync()).Say(Endless), (await HearAsync()).Say("small"));
        await _egress.PutAsync(large, after);

        var rows = await _egress.HeadsAsync(await _egress.ClaimAsync());

        rows.Single(row => row.DeliveryId == large.Id.ToString()).Body.ShouldBeNull();
        rows.Single(row => row.DeliveryId == after.Id.ToString()).Body.ShouldNotBeNull();
    }

    [Fact]
    public async Task CleanAsync_LargeReply_TakesItsBodyAlong()
    {
        await PutAndSendAsync((await HearAsync()).Say(Endless));
        (await CountAsync("large_body")).ShouldBe(1);
        _time.Advance(TimeSpan.FromDays(8));

        await _egress.Get<OutboxCleaner>().CleanAsync(Cancel);

        (await CountAsync("outbox"), await CountAsync("large_body")).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("""{"kind":"markdown","Text":null}""")]
    [InlineData("null")]
    public async Task SendAsync_StoredReplyThatNobodyCanRender_FailsAndTheNextOneGoes(string content)
    {
        var thread = await HearAsync();
        var (bad, good) = (thread.Say("text"), thread.Say("good"));
        await _egress.PutAsync(bad, good);
        var body = System.Text.Json.Nodes.JsonNode.Parse((await _egress.HeadsAsync(await _egress.ClaimAsync())).Single().Body!)!;
        body["Content"] = System.Text.Json.Nodes.JsonNode.Parse(content);
        await _egress.Store.WriteAsync(
            session => session.ExecuteAsync("UPDATE outbox SET body = @body WHERE delivery_id = @id", new { body = body.ToJsonString(), id = bad.Id.ToString() }), Cancel);
        _time.Advance(TimeSpan.FromMinutes(2));

        await SendDueAsync();
        await SendDueAsync();

        (await _egress.StateAsync(bad)).Status.ShouldBe("failed");
        (await _dingTalk.TextsAsync()).ShouldBe(["good"]);
    }

    private Task<long> CountAsync(string table) => _egress.Store.ReadAsync(session => session.FirstOrDefaultAsync<long>($"SELECT COUNT(*) FROM {table}"), Cancel);

    private async Task<Parcel> PackAsync(LaneLease lease)
    {
        var head = (await _egress.HeadsAsync(lease)).Single();
        return (await _egress.Get<Packer>().PackAsync([head], Cancel)).Parcel.ShouldNotBeNull();
    }

    private async Task SendPartsAsync(LaneLease lease, int parts)
    {
        var head = (await _egress.HeadsAsync(lease)).Single();
        for (var part = 0; part < parts; part++)
        {
            await _egress.Get<Delivery>().SendAsync(new Duty(lease, _egress.Get<AccountStates>().Of(lease.Key), () => true), new Turn(head.ToHead()), Cancel);
        }
    }
}
