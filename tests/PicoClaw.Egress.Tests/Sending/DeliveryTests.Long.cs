using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Channels.DingTalk.Markdown;
using PicoClaw.Egress.Housekeeping;
using PicoClaw.Egress.Merging;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Tests.Sending;

// Replies of which only the beginning is sent.
public abstract partial class DeliveryTests
{
    private static readonly string Endless = string.Concat(Enumerable.Range(0, 100_000).Select(line => $"第 {line} 行：请先检查 **配置文件**，再重启服务。\n\n"));

    [Fact]
    public async Task SendAsync_EndlessReply_ArrivesAsTheFirstEightPartsAndSaysSo()
    {
        var lane = await HearAsync();
        var (reply, next) = (lane.Say(Endless), lane.Say("next"));

        await PutAndSendAsync(reply, next);
        await SendDueAsync();

        var texts = await DingTalk.TextsAsync();
        texts.ShouldBe([.. Egress.Get<MarkdownDialect>().Render(Endless), "next"]);
        texts[7].ShouldEndWith("万字未发送）\n\n(8/8)");
        (await Egress.StateAsync(reply)).ShouldSatisfyAllConditions(state => (state.Status, state.PartsSent).ShouldBe(("sent", 8)));
    }

    [Fact]
    public async Task SendAsync_ProcessDiesWithinALongReply_TheNextOneGoesOnWithTheNextPart()
    {
        var reply = (await HearAsync()).Say(Endless);
        await Egress.PutAsync(reply);
        foreach (var parts in (int[])[3, 2, 3])
        {
            var lease = await Egress.ClaimAsync();
            await SendPartsAsync(lease, parts);
            await Egress.Lanes.HandBackAsync(lease, Cancel);
            await ReopenAsync();
        }

        (await DingTalk.TextsAsync()).ShouldBe(Egress.Get<MarkdownDialect>().Render(Endless));
        (await Egress.StateAsync(reply)).Status.ShouldBe("sent");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(300)]
    public async Task PackAsync_LongReplyAgain_IsRenderedOnce(int parts)
    {
        await Egress.PutAsync((await HearAsync()).Say(LongText(parts)));
        var lease = await Egress.ClaimAsync();

        var first = await PackAsync(lease);
        var again = await PackAsync(lease);

        again.Reply.ShouldBeSameAs(first.Reply);
        first.Reply.PartCount.ShouldBe(Math.Min(parts, 8));
    }

    [Fact]
    public async Task RowsAsync_LargeReply_IsReadWithoutItsBody()
    {
        var (large, after) = ((await HearAsync()).Say(Endless), (await HearAsync()).Say("small"));
        await Egress.PutAsync(large, after);

        var rows = await Egress.HeadsAsync(await Egress.ClaimAsync());

        rows.Single(row => row.DeliveryId == large.Id.ToString()).Body.ShouldBeNull();
        rows.Single(row => row.DeliveryId == after.Id.ToString()).Body.ShouldNotBeNull();
    }

    [Fact]
    public async Task CleanAsync_LargeReply_TakesItsBodyAlong()
    {
        await PutAndSendAsync((await HearAsync()).Say(Endless));
        (await CountAsync("large_body")).ShouldBe(1);
        Time.Advance(TimeSpan.FromDays(8));

        await Egress.Get<OutboxCleaner>().CleanAsync(Cancel);

        (await CountAsync("outbox"), await CountAsync("large_body")).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("""{"kind":"markdown","Text":null}""")]
    [InlineData("null")]
    public async Task SendAsync_StoredReplyThatCannotBeRendered_FailsAndTheNextOneGoes(string content)
    {
        var lane = await HearAsync();
        var (bad, good) = (lane.Say("text"), lane.Say("good"));
        await Egress.PutAsync(bad, good);
        var body = System.Text.Json.Nodes.JsonNode.Parse((await Egress.HeadsAsync(await Egress.ClaimAsync())).Single().Body!)!;
        body["Content"] = System.Text.Json.Nodes.JsonNode.Parse(content);
        await Egress.Store.WriteAsync(
            session => session.ExecuteAsync("UPDATE outbox SET body = @body WHERE delivery_id = @id", new { body = body.ToJsonString(), id = $"{bad.Id}" }),
            Cancel);
        Time.Advance(TimeSpan.FromMinutes(2));

        await SendDueAsync();
        await SendDueAsync();

        (await Egress.StateAsync(bad)).Status.ShouldBe("failed");
        (await DingTalk.TextsAsync()).ShouldBe(["good"]);
    }

    private Task<long> CountAsync(string table) =>
        Egress.Store.ReadAsync(session => session.FirstOrDefaultAsync<long>($"SELECT COUNT(*) FROM {table}"), Cancel);

    private async Task<MessageBatch> PackAsync(LaneLease lease)
    {
        var head = (await Egress.HeadsAsync(lease)).Single();
        return (await Egress.Get<Packer>().PackAsync(Egress.Get<IChannel>(), [head], Cancel)).Batch.ShouldNotBeNull();
    }

    private async Task SendPartsAsync(LaneLease lease, int parts)
    {
        var head = (await Egress.HeadsAsync(lease)).Single();
        for (var part = 0; part < parts; part++)
        {
            await Egress.AttemptAsync(lease, head);
        }
    }
}
