using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PicoClaw.Contracts;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Cards;
using PicoClaw.Tests.Clocks;

namespace PicoClaw.Egress.Tests.Cards;

public abstract class CardTests(bool onPostgres) : CardWorkTests(onPostgres)
{
    private string? _limit;

    private protected override void Configure(IHostApplicationBuilder builder)
    {
        base.Configure(builder);
        builder.Configuration["Egress:Limits:ApiCallsPerMonth"] = _limit;
    }

    [Fact]
    public async Task Reply_WasStreamed_EndsOnItsCardWithExactlyItsText()
    {
        await Egress.StartAsync();
        const string text = "# 答案\n\n```sh\nls\n```\n\n- one\n- two";
        var reply = (await HearAsync("group")).Say(text, "u1");

        await ShownAsync(reply);
        (await CardAsync(reply))!.Params["content"].ShouldBe("🤔 思考中… 🤔 Thinking…");
        await TellAsync(reply, 2, "# 答案\n\n```sh\nls");
        await UntilAsync(async () => (await CardAsync(reply))!.Params["content"] == "# 答案\n\n```sh\nls\n```");
        await DeliverAsync(reply);

        var shown = (await DingTalk.RepliesAsync("group")).ShouldHaveSingleItem();
        shown.Text.ShouldBe($"{text}\n\n<a atId=u1>@u1</a>");
        shown.AtUserIds.ShouldBe(["u1"]);
        shown.Card.ShouldNotBeNull().ShouldSatisfyAllConditions(
            card => card.State.ShouldBe("finished"),
            card => card.Callbacks.ShouldBeTrue(),
            card => card.Params["stop_buttons"].ShouldContain("btn_stop"),
            card => card.Params["thumb_buttons"].ShouldBe("[]"));
        await ShouldEndWellAsync(reply);
        (await Egress.StateAsync(reply)).Via.ShouldBe("card");

        // Create, one frame and the reply; each is counted, here and in the store.
        (await NumberAsync("SELECT SUM(calls) FROM api_month")).ShouldBe(3);
        Egress.Get<AccountStates>().Of("dingtalk:main").Budget.Used.ShouldBe(3);
    }

    // The desk looks at its cards twice a minute, and whenever something happens; here the clock moves by seconds.
    [Fact]
    public async Task Reply_OnAPublicTemplate_TheStopButtonGoesAtOnce()
    {
        await ReopenAsync("Accounts:main:CardTemplate", "675cde2f-f526-40cb-b828-f5b2b57b8b77.schema");
        await Egress.StartAsync();
        var reply = await StreamedAsync((await HearAsync("group")).Say("The answer is 42."));
        (await CardAsync(reply))!.Params["stop_action"].ShouldBe("true");

        await DeliverAsync(reply);

        using var limit = TestDeadline.In(TimeSpan.FromMinutes(3));
        while (await OpenAsync() > 0)
        {
            await Task.Delay(5, limit.Token);
            Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        (await CardAsync(reply))!.Params.ShouldSatisfyAllConditions(
            values => values["stop_action"].ShouldBe("false"), values => values["flowStatus"].ShouldBe("3"));
        await ShouldEndWellAsync(reply);
    }

    [Fact]
    public async Task Reply_InADirectChat_HasNoMentionAndTheCardsKeyIsItsOwn()
    {
        await Egress.StartAsync();
        var reply = await StreamedAsync((await HearAsync()).Say("The answer is 42.", "u1"));

        await DeliverAsync(reply);

        var shown = (await DingTalk.RepliesAsync()).ShouldHaveSingleItem();
        shown.Text.ShouldBe("The answer is 42.");
        shown.ProcessQueryKey.ShouldBe(await Egress.Store.QueryAsync(
            session => session.FirstOrDefaultAsync<string>("SELECT carrier FROM card"), Cancel));
        await ShouldEndWellAsync(reply);
    }

    [Fact]
    public async Task Reply_LongerThanOneMessage_FirstPartIsOnTheCardAndTheRestFollows()
    {
        await Egress.StartAsync();
        var text = string.Join("\n\n", Enumerable.Range(0, 120).Select(i => $"Paragraph {i} {new string('x', 60)}"));
        var reply = await ShownAsync((await HearAsync("group")).Say(text));

        await DeliverAsync(reply);

        var shown = await DingTalk.RepliesAsync("group");
        shown.Count.ShouldBeGreaterThan(1);
        shown[0].Card!.State.ShouldBe("finished");
        shown[0].Text.ShouldEndWith($"(1/{shown.Count})");
        shown.Skip(1).ShouldAllBe(part => part.Via == "webhook");
        Enumerable.Range(0, 120).ShouldAllBe(i => shown.Count(part => part.Text.Contains($"Paragraph {i} ")) == 1);
        (await OpenAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Reply_OthersWait_IsNotMergedWithThem()
    {
        await Egress.StartAsync();
        var lane = await HearAsync("group");
        var (first, second) = (lane.Say("first"), lane.Say("second"));
        await ShownAsync(second);

        await Egress.PutAsync(second, first);
        await UntilAsync(async () => (await Egress.StateAsync(second)).Status == "sent");

        (await DingTalk.TextsAsync("group")).ShouldBe(["second", "first"], ignoreOrder: true);
        await ShouldEndWellAsync(first, second);
    }

    [Fact]
    public async Task Reply_HasCome_LateReportsMakeNoCard()
    {
        await Egress.StartAsync();
        var reply = (await HearAsync("group")).Say("text");
        await DeliverAsync(reply);

        await TellAsync(reply, 1, "te");
        var other = await ShownAsync((await HearAsync("other")).Say("another"));

        (await CardAsync(reply)).ShouldBeNull();
        await DeliverAsync(other);
        await ShouldEndWellAsync(reply, other);
    }

    [Fact]
    public async Task Frame_OlderThanTheLast_IsNotShown()
    {
        await Egress.StartAsync();
        var reply = await StreamedAsync((await HearAsync("group")).Say("new text"), "new");

        await TellAsync(reply, 1, "older");
        await TellAsync(reply, 3, "new te");
        await UntilAsync(async () => (await CardAsync(reply))!.Params["content"] == "new te");

        (await CardAsync(reply))!.Updates.ShouldBe(2);
        await DeliverAsync(reply);
        await ShouldEndWellAsync(reply);
    }

    [Fact]
    public async Task Card_NoReplyComes_IsClosedAfterTenMinutes()
    {
        await Egress.StartAsync();
        var reply = await StreamedAsync((await HearAsync("group")).Say("never"));

        await UntilAsync(async () => await OutAsync() == 0);
        Time.Advance(Card.Life);
        await UntilAsync(async () => await OpenAsync() == 0);

        (await CardAsync(reply))!.ShouldSatisfyAllConditions(
            card => card.State.ShouldBe("finished"),
            card => card.Params["content"].ShouldEndWith("This reply was not finished. Please ask again."));
    }

    [Fact]
    public async Task Reply_ComesAfterTenMinutes_IsAMessageAndTheCardIsClosed()
    {
        await Egress.StartAsync();
        var reply = await StreamedAsync((await HearAsync("group")).Say("late"));

        Time.Advance(Card.Life);
        await DeliverAsync(reply);

        await ShouldEndWellAsync(reply);
        (await Egress.StateAsync(reply)).Via.ShouldBe("webhook");
    }

    [Fact]
    public async Task Mode_Off_NoCard()
    {
        await ReopenAsync("Accounts:main:Cards", "off");
        await Egress.StartAsync();
        var reply = (await HearAsync("group")).Say("text");

        await TellAsync(reply, 1, "te");
        await DeliverAsync(reply);

        (await DingTalk.StatAsync("cards", "created")).ShouldBe(0);
        await ShouldEndWellAsync(reply);
    }

    [Fact]
    public async Task Start_CardsWithoutATemplate_SaysWhatToWrite()
    {
        await ReopenAsync("Accounts:main:CardTemplate", "");

        (await Should.ThrowAsync<OptionsValidationException>(Egress.StartAsync)).Message.ShouldBe(
            "The account \"main\" shows cards (cards), but has no template. Write the template's id as its card_template; "
            + "docs/dingtalk-card-template.json is one to import. Or set cards to off.");
    }

    [Fact]
    public async Task Month_OneCallIsLeft_NoCardIsBegunThatCouldNotEnd()
    {
        await ReopenAsync("Egress:Limits:ApiCallsPerMonth", "1");
        await Egress.StartAsync();
        var reply = (await HearAsync("group")).Say("text");

        await TellAsync(reply, 1, "te");
        await DeliverAsync(reply);

        (await DingTalk.StatAsync("cards", "created")).ShouldBe(0);
        await ShouldEndWellAsync(reply);
    }

    [Fact]
    public async Task Month_EndsWhileTextIsStreamed_TheLastCallIsTheReplys()
    {
        await ReopenAsync("Egress:Limits:ApiCallsPerMonth", "3");
        await Egress.StartAsync();
        var reply = await StreamedAsync((await HearAsync("group")).Say("a b c"), "a");

        await TellAsync(reply, 3, "a b");
        await DeliverAsync(reply);

        (await CardAsync(reply))!.Updates.ShouldBe(2);
        await ShouldEndWellAsync(reply);
        (await NumberAsync("SELECT SUM(calls) FROM api_month")).ShouldBe(3);
    }

    [Fact]
    public async Task Frames_OfManyCards_AllMoveAndHalfOfTheCallsIsLeft()
    {
        await ReopenAsync("Egress:Limits:ApiCallsPerSecond", "8");
        (Emulator.CardQps, Emulator.QpsPerApi) = (8, 8);
        await Egress.StartAsync();
        var replies = new List<DeliverMessage>();
        for (var i = 0; i < 6; i++)
        {
            replies.Add(await ShownAsync((await HearAsync($"g{i}")).Say("The answer is 42.")));
        }

        for (var number = 2; number < 6; number++)
        {
            foreach (var reply in replies)
            {
                await TellAsync(reply, number, $"The answer {number}");
            }

            foreach (var reply in replies)
            {
                await UntilAsync(async () => (await CardAsync(reply))!.Params["content"] == $"The answer {number}");
            }
        }

        await DeliverAsync([.. replies]);
        await ShouldEndWellAsync([.. replies]);
        (await DingTalk.StatAsync("throttled")).ShouldBe(0);
    }

    [Fact]
    public async Task Auto_FewCallsAreLeft_CardIsMadeAndFinishedWithoutFrames()
    {
        await ReopenAsync("Accounts:main:Cards", "auto", limit: "200");
        await Egress.StartAsync();
        var reply = await ShownAsync((await HearAsync("group")).Say("The answer is 42."));

        await TellAsync(reply, 2, "The answer");
        Time.Advance(TimeSpan.FromSeconds(5));
        await UntilAsync(async () => await OutAsync() == 0);
        await DeliverAsync(reply);

        (await CardAsync(reply))!.Updates.ShouldBe(1);
        await ShouldEndWellAsync(reply);
        (await NumberAsync("SELECT SUM(calls) FROM api_month")).ShouldBe(2);
    }

    private async Task ReopenAsync(string key, string value, string limit)
    {
        _limit = limit;
        await ReopenAsync(key, value);
    }
}
