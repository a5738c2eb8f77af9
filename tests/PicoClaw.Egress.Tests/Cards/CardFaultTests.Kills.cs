using DingTalk.Emulator;
using PicoClaw.Contracts;
using PicoClaw.Egress.Cards;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Tests.Cards;

public abstract partial class CardFaultTests
{
    private static readonly string[] Deaths = ["made", "made executed", "delivered", "streaming", "reply", "reply executed", "reply final"];

    public static TheoryData<string, string> Kills
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var death in Deaths)
            {
                foreach (var fault in new[] { "none", "429", "500", "500 executed", "400" })
                {
                    data.Add(death, fault);
                }
            }

            return data;
        }
    }

    public static TheoryData<string, CardAlreadyExist, StreamAfterFinalize, bool> Readings
    {
        get
        {
            var data = new TheoryData<string, CardAlreadyExist, StreamAfterFinalize, bool>();
            foreach (var death in Deaths)
            {
                foreach (var (exist, after, forgets) in new[]
                {
                    (CardAlreadyExist.NoEffect, StreamAfterFinalize.Reopen, false),
                    (CardAlreadyExist.Refused, StreamAfterFinalize.Error, true),
                })
                {
                    data.Add(death, exist, after, forgets);
                }
            }

            return data;
        }
    }

    /// <summary>The process dies at each point of a card's life; the next one's first card call meets the fault.</summary>
    [Theory]
    [MemberData(nameof(Kills))]
    public async Task Kill_AtEachPoint_NextHolderEndsWell(string death, string fault)
    {
        var reply = (await HearAsync("group")).Say("The answer is 42.");
        await DieAsync(reply, death);
        await ArmAsync("card/streaming", fault);
        await Egress.StartAsync();

        await DeliverAsync(reply);

        await ShouldEndWellAsync(reply);
    }

    /// <summary>The same, whatever DingTalk makes of a card that exists, of a frame after the last one and of a frame that it has seen.</summary>
    [Theory]
    [MemberData(nameof(Readings))]
    public async Task Kill_WhateverDingTalkMeans_NextHolderEndsWell(string death, CardAlreadyExist exist, StreamAfterFinalize after, bool forgetsFrames)
    {
        (Emulator.CardAlreadyExist, Emulator.StreamAfterFinalize) = (exist, after);
        var reply = (await HearAsync("group")).Say("The answer is 42.");
        await DieAsync(reply, death);
        if (forgetsFrames && death.StartsWith("reply executed", StringComparison.Ordinal))
        {
            // As if the frame's id were not known any more: the card is finished, and this frame is another one.
            await Egress.Store.ExecuteAsync(session => session.ExecuteAsync("UPDATE card SET state = 'Streaming'"), Cancel);
            Egress.Gate.Answer = Forgetful(after);
        }

        await Egress.StartAsync();

        await DeliverAsync(reply);

        await ShouldEndWellAsync(reply);
    }

    [Fact]
    public async Task Kill_NoReplyComes_NextHolderClosesTheCard()
    {
        var reply = (await HearAsync("group")).Say("never");
        await DieAsync(reply, "streaming");
        Time.Advance(Card.Life);
        await Egress.StartAsync();

        await UntilAsync(async () => await OpenAsync() == 0);

        (await CardAsync(reply))!.State.ShouldBe("finished");
    }

    // A repeat of a frame answers as a finished card does.
    private static Func<HttpRequestMessage, HttpResponseMessage?> Forgetful(StreamAfterFinalize after) => request =>
        after == StreamAfterFinalize.Error && request.RequestUri!.AbsolutePath == Stream
            ? new HttpResponseMessage(System.Net.HttpStatusCode.InternalServerError) { Content = new StringContent("""{"code":"unknownError","message":"?"}""") }
            : null;

    /// <summary>What a process leaves behind that dies there; the next one is open, and not started.</summary>
    private async Task DieAsync(DeliverMessage reply, string death)
    {
        if (death != "made")
        {
            await Egress.StartAsync();
            await (death is "made executed" or "delivered" ? ShownAsync(reply) : StreamedAsync(reply));
            if (death is "reply executed" or "reply final")
            {
                await DeliverAsync(reply);
            }

            await UntilAsync(async () => await OutAsync() == 0);
            await ReopenAsync();
        }

        if (death == "reply")
        {
            await Egress.PutAsync(reply);
        }

        var sql = death switch
        {
            "made executed" => "UPDATE card SET state = 'Made', carrier = NULL",
            "made" =>
                $$"""
                INSERT INTO card (reply_id, lane_key, account, place, style, gap_ms, state, is_open, carrier, attempt, number, made_at)
                VALUES ('{{reply.Id}}', 'dingtalk:main', 'main',
                    '{"TemplateId":"own.schema","RobotCode":"ding-main","Group":"group","User":null,"Mentions":[]}',
                    'Streaming', 1000, 'Made', 1, NULL, 0, 0, now_ms());
                """,
            "reply" => "UPDATE outbox SET status = 'sending', via = 'card', call_id = (SELECT MAX(call_id) FROM call WHERE api = 'card')",
            "reply executed" =>
                """
                UPDATE outbox SET status = 'sending', parts_sent = 0, ended_at = NULL;
                UPDATE card SET state = 'Streaming', is_open = 1;
                DELETE FROM thread;
                """,
            "reply final" => "UPDATE outbox SET status = 'sending', parts_sent = 0, ended_at = NULL; DELETE FROM thread;",
            _ => null,
        };
        if (sql is not null)
        {
            await Egress.Store.WriteAsync(session => session.ExecuteAsync(sql), Cancel);
        }

        // Another process held the account before: what it left is read from the store.
        await Egress.Store.WriteAsync(
            async session =>
            {
                await LaneTable.AppendAsync(session, "dingtalk:main");
                return await session.ExecuteAsync("UPDATE lane SET token = token + 5, has_work = 1, lease_until = 0");
            },
            Cancel);
    }
}
