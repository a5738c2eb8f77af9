using Microsoft.Extensions.Hosting;
using PicoClaw.Contracts;
using PicoClaw.Egress.Cards;
using PicoClaw.Egress.Reactions;
using PicoClaw.Egress.Tests.Cards;

namespace PicoClaw.Egress.Tests.Reactions;

/// <summary>What people see on their message while its reply is made; and that the reply never depends on it.</summary>
public abstract class ReactionTests(bool onPostgres) : CardWorkTests(onPostgres)
{
    private const string Reply = "/v1.0/robot/emotion/reply";
    private const string Recall = "/v1.0/robot/emotion/recall";

    private string _cards = "off";
    private string _reaction = "thinking";
    private string? _limit;

    private protected override void Configure(IHostApplicationBuilder builder)
    {
        base.Configure(builder);
        builder.Configuration["Accounts:main:Cards"] = _cards;
        builder.Configuration["Accounts:main:Reaction"] = _reaction;
        builder.Configuration["Egress:Limits:ApiCallsPerMonth"] = _limit;
    }

    [Theory]
    [InlineData("group")]
    [InlineData(null)]
    public async Task Reply_Begun_IsSeenOnItsMessageUntilItIsSent(string? group)
    {
        await Egress.StartAsync();
        var reply = await ReactedAsync(await AskAsync(group));
        await BeginAsync(reply);

        await DeliverAsync(reply);

        await UntilSeenAsync();
        (await SetsAsync(), await BacksAsync()).ShouldBe((1, 1));
        (await DingTalk.TextsAsync()).ShouldBe(["The answer is 42."]);
        (await NumberAsync("SELECT SUM(calls) FROM api_month")).ShouldBe(2);
        (await NumberAsync("SELECT COUNT(*) FROM card")).ShouldBe(0);
    }

    [Fact]
    public async Task Reply_HasACardToo_BothComeAndGo()
    {
        _cards = "always";
        await ReopenAsync();
        await Egress.StartAsync();
        var reply = await ReactedAsync(await AskAsync());
        await UntilAsync(async () => await StateAsync(reply) == nameof(CardState.Delivered));

        await DeliverAsync(reply);

        await UntilSeenAsync();
        await ShouldEndWellAsync(reply);
        (await Egress.StateAsync(reply)).Via.ShouldBe("card");
    }

    [Fact]
    public async Task Reply_NeverComes_IsTakenBackAfterTenMinutes()
    {
        await Egress.StartAsync();
        await ReactedAsync(await AskAsync());

        Time.Advance(Reaction.Life);

        await UntilSeenAsync();
    }

    /// <summary>The process that set it is gone: the next one takes it back when it sends the reply, or when none comes.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Process_Ends_TheNextTakesItBack(bool comes)
    {
        await Egress.StartAsync();
        var reply = await ReactedAsync(await AskAsync());
        await UntilAsync(async () => await OutAsync() == 0);
        await ReopenAsync();
        await Egress.StartAsync();

        if (comes)
        {
            await DeliverAsync(reply);
        }
        else
        {
            Time.Advance(Reaction.Life);
        }

        await UntilSeenAsync();
        (await SetsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Reply_HasCome_ALateReportShowsNothing()
    {
        await Egress.StartAsync();
        var reply = await AskAsync();
        await DeliverAsync(reply);

        await BeginAsync(reply);
        await ReactedAsync(await AskAsync("other"), seen: 1);

        (await SetsAsync()).ShouldBe(1);
    }

    /// <summary>What is shown of the month's calls is decided as for cards.</summary>
    [Theory]
    [InlineData("off", null)]
    [InlineData("thinking", "1")]
    public async Task Account_WantsNoneOrHasNoCalls_NoCallIsMade(string reaction, string? limit)
    {
        (_reaction, _limit) = (reaction, limit);
        await ReopenAsync();
        await Egress.StartAsync();
        var reply = await AskAsync();

        await BeginAsync(reply);
        await DeliverAsync(reply);

        (await NumberAsync("SELECT COUNT(*) FROM call WHERE api IS NOT NULL")).ShouldBe(0);
        (await NumberAsync("SELECT COUNT(*) FROM reaction")).ShouldBe(0);
    }

    [Fact]
    public async Task Reply_ToASchedule_HasNoMessageToReactTo()
    {
        await Egress.StartAsync();
        var scheduled = await AskAsync("group");

        await Egress.Get<CardDesks>().TakeAsync(Report(scheduled, 1, "", ProgressStage.Thinking), Cancel);
        await ReactedAsync(await AskAsync("other"), seen: 1);

        (await SetsAsync()).ShouldBe(1);
    }

    /// <summary>The reply comes as always; what may be shown is taken back; the account rests, and says so once.</summary>
    [Theory]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Call_Fails_RepliesComeAndTheAccountPausesForTenMinutes(int status)
    {
        await Egress.StartAsync();
        await DingTalk.FaultAsync(new { sendStatus = status, api = Reply });
        var reply = await AskAsync();
        await BeginAsync(reply);
        await UntilAsync(() => Task.FromResult(Egress.LogsOf(446).Count > 0));
        await DeliverAsync(reply);
        var next = await AskAsync("next");
        await BeginAsync(next);
        await DeliverAsync(next);
        (await SetsAsync(), await BacksAsync()).ShouldBe((1, 0));

        await DingTalk.FaultAsync(new { clear = true });
        Time.Advance(ReactionPauses.Pause);
        var later = await ReactedAsync(await AskAsync("later"), seen: 1);
        await DeliverAsync(later);

        await UntilSeenAsync();
        await UntilAsync(async () => await NumberAsync("SELECT COUNT(*) FROM reaction WHERE is_standing = 1") == 0);
        Egress.LogsOf(446).ShouldHaveSingleItem();
        (await SetsAsync()).ShouldBe(2);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    public async Task TakingBack_Fails_IsTriedOnceMoreAfterThePause(int failures, int seen)
    {
        await Egress.StartAsync();
        var reply = await ReactedAsync(await AskAsync());
        await DingTalk.FaultAsync(new { sendStatus = 500, api = Recall, count = failures });
        await DeliverAsync(reply);
        await UntilAsync(() => Task.FromResult(Egress.LogsOf(446).Count > 0));

        Time.Advance(ReactionPauses.Pause);

        await UntilAsync(async () => await NumberAsync("SELECT COUNT(*) FROM reaction WHERE is_standing = 1") == 0);
        (await DingTalk.ReactionsAsync()).Count.ShouldBe(seen);
        (await BacksAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Reactions_AtALimit_LeaveHalfOfIt()
    {
        _limit = null;
        await ReopenAsync("Egress:Limits:ApiCallsPerSecond", "2");
        Emulator.QpsPerApi = 2;
        await Egress.StartAsync();
        var replies = new List<DeliverMessage>();
        for (var i = 0; i < 3; i++)
        {
            replies.Add(await AskAsync($"g{i}"));
            await BeginAsync(replies[i]);
        }

        await UntilAsync(async () => (await DingTalk.ReactionsAsync()).Count == 3);
        await DeliverAsync([.. replies]);

        await UntilSeenAsync();
        (await DingTalk.StatAsync("throttled")).ShouldBe(0);
    }

    private async Task<DeliverMessage> AskAsync(string? group = "group") =>
        (await HearAsync(group, payload: new { msgId = $"msg-{group}" })).Say("The answer is 42.");

    private Task BeginAsync(DeliverMessage reply) => Egress.Get<CardDesks>().TakeAsync(
        Report(reply, 1, "", ProgressStage.Thinking) with
        {
            Askers = ["u1"],
            PlatformMessageId = reply.Conversation.Kind == ConversationKind.Group ? $"msg-{reply.Conversation.Id}" : "msg-",
        },
        Cancel);

    private async Task<DeliverMessage> ReactedAsync(DeliverMessage reply, int seen = 1)
    {
        await BeginAsync(reply);
        await UntilAsync(async () => (await DingTalk.ReactionsAsync()).Count == seen);
        return reply;
    }

    private Task UntilSeenAsync() => UntilAsync(async () => (await DingTalk.ReactionsAsync()).Count == 0);

    private Task<long> SetsAsync() => NumberAsync("SELECT COUNT(*) FROM reaction");

    private Task<long> BacksAsync() => NumberAsync("SELECT COALESCE(SUM(back_tries), 0) FROM reaction");
}
