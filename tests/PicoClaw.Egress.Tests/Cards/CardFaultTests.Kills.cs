using DingTalk.Emulator;
using PicoClaw.Contracts;
using PicoClaw.Egress.Cards;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Tests.Cards;

public abstract partial class CardFaultTests
{
    /// <summary>Where a process may die, and what it leaves in the store; "executed" is what DingTalk did and the store does not know.</summary>
    private static readonly Dictionary<string, string?> Deaths = new()
    {
        ["made"] =
            """
            INSERT INTO card (reply_id, lane_key, account, place, style, gap_ms, state, is_open, carrier, attempt, number, made_at)
            VALUES (@id, 'dingtalk:main', 'main', '{"TemplateId":"own.schema","RobotCode":"ding-main","Group":"made","User":null,"Mentions":[]}',
                'Streaming', 1000, 'Made', 1, NULL, 0, 0, now_ms())
            """,
        ["made executed"] = "UPDATE card SET state = 'Made', carrier = NULL WHERE reply_id = @id",
        ["delivered"] = null,
        ["streaming"] = null,
        ["reply"] =
            "UPDATE outbox SET status = 'sending', via = 'card', call_id = (SELECT MAX(call_id) FROM call WHERE api = 'card') WHERE delivery_id = @id",
        ["reply executed"] =
            """
            UPDATE outbox SET status = 'sending', parts_sent = 0, ended_at = NULL WHERE delivery_id = @id;
            UPDATE card SET state = 'Streaming', is_open = 1 WHERE reply_id = @id;
            """,
        ["reply final"] = "UPDATE outbox SET status = 'sending', parts_sent = 0, ended_at = NULL WHERE delivery_id = @id",
    };

    /// <summary>The process dies at each point of a card's life; each first call of the next one meets the fault.</summary>
    [Theory]
    [InlineData("none")]
    [InlineData("403")]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("500 executed")]
    [InlineData("400")]
    public async Task Kill_AtEachPoint_NextHolderEndsWell(string fault)
    {
        var replies = await DieAsync();
        await ArmAsync("card/streaming", fault, replies.Count);
        await Egress.StartAsync();

        await DeliverAsync([.. replies.Values]);

        await ShouldEndWellAsync([.. replies.Values]);
    }

    /// <summary>The same, whatever DingTalk makes of a card that exists, of a frame after the last one and of a frame that it has seen.</summary>
    [Theory]
    [InlineData(CardAlreadyExist.NoEffect, StreamAfterFinalize.Reopen, false)]
    [InlineData(CardAlreadyExist.Refused, StreamAfterFinalize.Error, true)]
    public async Task Kill_WhateverDingTalkMeans_NextHolderEndsWell(CardAlreadyExist exist, StreamAfterFinalize after, bool forgetsFrames)
    {
        (Emulator.CardAlreadyExist, Emulator.StreamAfterFinalize) = (exist, after);
        var replies = await DieAsync();

        // Its id is not known any more, and the card is finished.
        Egress.Gate.Answer = request => forgetsFrames && request.RequestUri!.AbsolutePath == Stream && request.Content is { } content
            && content.ReadAsStringAsync(Cancel).Result.Contains(replies["reply executed"].Id.ToString("N"), StringComparison.Ordinal)
                ? new HttpResponseMessage(System.Net.HttpStatusCode.InternalServerError) { Content = new StringContent("""{"code":"unknownError"}""") }
                : null;
        await Egress.StartAsync();

        await DeliverAsync([.. replies.Values]);

        await ShouldEndWellAsync([.. replies.Values]);
        (await Egress.StateAsync(replies["reply executed"])).Via.ShouldBe(forgetsFrames ? "card-update" : "card");
    }

    [Fact]
    public async Task Kill_NoReplyComes_NextHolderClosesTheCards()
    {
        var replies = await DieAsync();
        Time.Advance(Card.Life);
        await Egress.StartAsync();

        await UntilAsync(async () => await OpenAsync() == 0);

        (await DingTalk.StatAsync("cards", "open", TestDingTalk.ClientId("main"))).ShouldBe(0);
        (await CardAsync(replies["streaming"]))!.Params["content"].ShouldEndWith("This reply was not finished. Please ask again.");

        // What may be the reply is not overwritten.
        (await CardAsync(replies["reply executed"]))!.Params["content"].ShouldStartWith("The answer is 42.");
        (await CardAsync(replies["reply final"]))!.Params["content"].ShouldStartWith("The answer is 42.");
    }

    /// <summary>A reply of each death in a group of its own; the next process is open, and not started.</summary>
    private async Task<Dictionary<string, DeliverMessage>> DieAsync()
    {
        var replies = new Dictionary<string, DeliverMessage>();
        await Egress.StartAsync();
        foreach (var death in Deaths.Keys)
        {
            var reply = replies[death] = (await HearAsync(death)).Say("The answer is 42.");
            if (death != "made")
            {
                await (death is "made executed" or "delivered" ? ShownAsync(reply) : StreamedAsync(reply));
            }
        }

        await DeliverAsync(replies["reply executed"], replies["reply final"]);
        await UntilAsync(async () => await OutAsync() == 0);
        await ReopenAsync();
        await Egress.PutAsync(replies["reply"]);
        await Egress.Store.WriteAsync(
            async session =>
            {
                foreach (var (death, sql) in Deaths.Where(one => one.Value is not null))
                {
                    await session.ExecuteAsync(sql!, new { id = replies[death].Id.ToString() });
                }

                // Another process held the account before: what it left is read from the store.
                await LaneTable.AppendAsync(session, "dingtalk:main");
                return await session.ExecuteAsync("DELETE FROM thread; UPDATE lane SET token = token + 5, has_work = 1, lease_until = 0");
            },
            Cancel);
        return replies;
    }
}
