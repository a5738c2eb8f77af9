using DingTalk.Emulator;
using PicoClaw.Egress.Cards;

namespace PicoClaw.Egress.Tests.Cards;

/// <summary>Whatever a call's fate and whenever the process dies: no card stays open, and the answer is there once.</summary>
public abstract partial class CardFaultTests(bool onPostgres) : CardWorkTests(onPostgres)
{
    /// <summary>Its template does not have the variable, which is seen by the first frame or, without one, by the reply.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Template_LacksTheVariable_AnswerIsAMessageAndTheAccountPauses(bool isStreamed)
    {
        Emulator.Templates["own.schema"] = ["msgContent"];
        await Egress.StartAsync();
        var reply = await ShownAsync((await HearAsync("group")).Say("The answer is 42."));
        if (isStreamed)
        {
            await TellAsync(reply, 2, "The answer");
            await UntilAsync(async () => await StateAsync(reply) == nameof(CardState.Plain));
            Egress.LogsOf(434).ShouldHaveSingleItem();

            var next = (await HearAsync("next")).Say("The next one");
            await TellAsync(next, 1, "The next");
            await DeliverAsync(next);
            (await DingTalk.StatAsync("cards", "created")).ShouldBe(1);
        }

        await DeliverAsync(reply);

        await ShouldEndWellAsync(reply);
        (await Egress.StateAsync(reply)).Via.ShouldBe("webhook");
    }

    [Fact]
    public async Task Pause_IsOver_CardsAreMadeAgainAndItIsSaidOnce()
    {
        await Egress.StartAsync();
        await DingTalk.FaultAsync(new { sendStatus = 403, api = "card" });
        foreach (var group in new[] { "a", "b" })
        {
            var plain = (await HearAsync(group)).Say("plain");
            await TellAsync(plain, 1, "pl");
            await UntilAsync(() => Task.FromResult(Egress.LogsOf(434).Count > 0));
            await DeliverAsync(plain);
        }

        await DingTalk.FaultAsync(new { clear = true });
        Time.Advance(TimeSpan.FromMinutes(10));
        var reply = await StreamedAsync((await HearAsync("c")).Say("The answer is 42."));
        await DeliverAsync(reply);

        await ShouldEndWellAsync(reply);
        (await Egress.StateAsync(reply)).Via.ShouldBe("card");
        Egress.LogsOf(434).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Space_ShowsNoCards_AnswerIsAMessageAndOthersHaveCards()
    {
        await Egress.StartAsync();
        await DingTalk.FaultAsync(new { undeliverableSpaces = "closed" });
        var closed = (await HearAsync("closed")).Say("in the closed group");
        await TellAsync(closed, 1, "in");
        var open = await StreamedAsync((await HearAsync("open")).Say("The answer is 42."));

        await DeliverAsync(closed);
        await DeliverAsync(open);

        await UntilAsync(async () => await OutAsync() == 0);
        Time.Advance(CardSteps.Settling);
        await ShouldEndWellAsync(open);
        (await Egress.StateAsync(closed)).Via.ShouldBe("webhook");
    }

    /// <summary>A fault of the reply's own call, of a frame and of a create.</summary>
    [Theory]
    [InlineData("403")]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("500 executed")]
    [InlineData("400")]
    [InlineData("timeout")]
    [InlineData("timeout executed")]
    public async Task Fault_OfEachCall_AnswerIsThereOnce(string fault)
    {
        await Egress.StartAsync();
        var replied = await ShownAsync((await HearAsync("reply")).Say("The answer is 42."));
        var streamed = await ShownAsync((await HearAsync("frame")).Say("The answer is 43."));
        var made = (await HearAsync("create")).Say("The answer is 44.");

        await ArmAsync("card/streaming", fault);
        await Egress.PutAsync(replied);
        await HitAsync(fault);
        await DeliverAsync(replied);

        await ArmAsync("card/streaming", fault);
        await TellAsync(streamed, 5, "The answer");
        await HitAsync(fault);
        await DeliverAsync(streamed);

        // Cards are made again after a pause.
        await UntilAsync(async () => await OpenAsync() + await OutAsync() == 0);
        Time.Advance(TimeSpan.FromMinutes(10));
        await ArmAsync("card/createAndDeliver", fault);
        await TellAsync(made, 1, "The answer");
        await HitAsync(fault);
        await DeliverAsync(made);

        await ShouldEndWellAsync(replied, streamed, made);
    }

    /// <summary>DingTalk carries a frame out after egress has given it up, and opens the finished card again.</summary>
    [Fact]
    public async Task Frame_LandsAfterTheReply_CardEndsWithTheReply()
    {
        Emulator.StreamAfterFinalize = StreamAfterFinalize.Reopen;
        await Egress.StartAsync();
        var reply = await ShownAsync((await HearAsync("group")).Say("The answer is 42."));
        await ArmAsync("card/streaming", "timeout executed");
        await TellAsync(reply, 5, "The answer");
        await HitAsync("timeout executed");
        Egress.Gate.HoldRequest = request => request.Method == HttpMethod.Put && request.RequestUri!.AbsolutePath == Instances;
        var last = Egress.Gate.NextAsync();
        await Egress.PutAsync(reply);
        await UntilAsync(async () => (await CardAsync(reply))!.State == "finished", isClockReal: true);

        await UntilAsync(() => Task.FromResult(last.IsCompleted));
        await DingTalk.FrameAsync("main", reply.Id, "The answer");
        (await CardAsync(reply))!.State.ShouldBe("inputting");
        (await last).Release();

        await ShouldEndWellAsync(reply);
        (await CardAsync(reply))!.ShouldSatisfyAllConditions(
            card => card.State.ShouldBe("finished"), card => card.Params["content"].ShouldBe("The answer is 42."));
    }

    private async Task ArmAsync(string api, string fault, int count = 1)
    {
        object? switches = fault switch
        {
            "403" => new { sendStatus = 403, count, api },
            "429" => new { sendStatus = 429, count, api },
            "500" => new { sendStatus = 500, count, api },
            "400" => new { sendCode = new { status = 400, code = "param.invalid" }, count, api },
            "500 executed" => new { failAfterDelivery = true, count, api },
            _ => null,
        };
        if (switches is not null)
        {
            await DingTalk.FaultAsync(switches);
        }

        var (path, left) = (api == "card/streaming" ? Stream : Create, 1);
        Egress.Gate.HoldRequest = request => fault == "timeout" && IsHit(request);
        Egress.Gate.HoldAnswer = request => fault == "timeout executed" && IsHit(request);

        bool IsHit(HttpRequestMessage request) => request.RequestUri!.AbsolutePath == path && Interlocked.Decrement(ref left) == 0;
    }

    // A call without an answer is given up after 10 s.
    private async Task HitAsync(string fault)
    {
        if (fault.StartsWith("timeout", StringComparison.Ordinal))
        {
            var held = Egress.Gate.NextAsync();
            await UntilAsync(() => Task.FromResult(held.IsCompleted));
            Time.Advance(TimeSpan.FromSeconds(11));
        }
        else
        {
            await UntilAsync(async () => await DingTalk.HitsAsync() > 0);
            await DingTalk.FaultAsync(new { clear = true });
        }
    }
}
