using PicoClaw.Contracts;
using PicoClaw.Egress.Figures;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Cards;

/// <summary>
/// The month's calls are used up in mid-card: the answer goes by the webhook, and the card is finished as soon as a call is possible, by the holder of the
/// account then, and however late.
/// </summary>
public abstract class CardMonthTests(bool onPostgres) : CardWorkTests(onPostgres)
{
    private const string Follows = "This reply comes as a message; see below.";
    private const string Forgotten = "This reply was not finished on its card. If no message below has it, please ask again.";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Platform_SaysSoAndThenNoMore_TheCardPointsToTheMessage(bool isAnother)
    {
        await Egress.StartAsync();
        var reply = await StreamedAsync((await HearAsync("group")).Say("The answer is 42."));
        await DingTalk.FaultAsync(new { apiQuotaExhausted = true });
        await DeliverAsync(reply);
        (await Egress.StateAsync(reply)).Via.ShouldBe("webhook");
        await UntilAsync(async () => await OutAsync() == 0);
        if (isAnother)
        {
            await ReopenAsync();
            await Egress.StartAsync();
        }

        // DingTalk is asked again every hour.
        await DingTalk.FaultAsync(new { clear = true });
        Time.Advance(TimeSpan.FromMinutes(61));

        await ShouldBeClosedAsync(reply, Follows);
        (await DingTalk.TextsAsync("group")).Count(text => text == "The answer is 42.").ShouldBe(1);
    }

    [Fact]
    public async Task Month_EndsWeeksLater_TheCardIsFinishedInTheNext()
    {
        await Egress.StartAsync();
        var reply = await StreamedAsync((await HearAsync("group")).Say("The answer is 42."));
        await DingTalk.FaultAsync(new { apiQuotaExhausted = true });
        await DeliverAsync(reply);
        await PassAsync(TimeSpan.FromDays(20));

        // By then the reply is forgotten.
        await UntilAsync(async () => await NumberAsync("SELECT COUNT(*) FROM outbox") == 0);
        (await OverdueAsync()).ShouldBe(1);
        await PassAsync(TimeSpan.FromDays(12), areCallsBack: true);

        await ShouldBeClosedAsync(reply, Forgotten);
        (await OverdueAsync()).ShouldBe(0);
        (await NumberAsync("SELECT calls FROM api_month WHERE month = '2026-02'")).ShouldBe(1);
    }

    [Fact]
    public async Task Calls_NeverComeBack_TheCardIsForgottenAfterTwoMonths()
    {
        await Egress.StartAsync();
        var reply = await StreamedAsync((await HearAsync("group")).Say("The answer is 42."));
        await DingTalk.FaultAsync(new { apiQuotaExhausted = true });
        await DeliverAsync(reply);

        await PassAsync(TimeSpan.FromDays(63));

        await UntilAsync(async () => await NumberAsync("SELECT COUNT(*) FROM card") == 0);
    }

    private async Task ShouldBeClosedAsync(DeliverMessage reply, string sentence)
    {
        await UntilAsync(async () => await OpenAsync() == 0);
        (await DingTalk.StatAsync("cards", "open", TestDingTalk.ClientId("main"))).ShouldBe(0);
        (await CardAsync(reply)).ShouldNotBeNull().ShouldSatisfyAllConditions(
            card => card.State.ShouldBe("finished"), card => card.Params["content"].ShouldEndWith(sentence));
    }

    /// <summary>Another process runs after that time.</summary>
    private async Task PassAsync(TimeSpan time, bool areCallsBack = false)
    {
        await UntilAsync(async () => await OutAsync() == 0);
        await ReopenAsync();
        if (areCallsBack)
        {
            await DingTalk.FaultAsync(new { clear = true });
        }

        Time.Advance(time);
        await Egress.StartAsync();
    }

    private async Task<long> OverdueAsync() => (await Egress.Get<EgressFigures>().ReadAsync(Cancel)).ShouldHaveSingleItem().OverdueCards;
}
