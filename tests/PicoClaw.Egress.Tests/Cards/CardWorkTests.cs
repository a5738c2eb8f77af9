using DingTalk.Emulator;
using Microsoft.Extensions.Hosting;
using PicoClaw.Contracts;
using PicoClaw.Egress.Cards;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Tests.Clocks;

namespace PicoClaw.Egress.Tests.Cards;

/// <summary>The running service, told of replies in the making as the agent tells it, with the emulator in the process.</summary>
public abstract class CardWorkTests(bool onPostgres) : EgressTests(onPostgres)
{
    protected const string Create = "/v1.0/card/instances/createAndDeliver";
    protected const string Instances = "/v1.0/card/instances";
    protected const string Stream = "/v1.0/card/streaming";

    private protected EmulatorOptions Emulator { get; private set; } = null!;

    private protected override void Configure(EmulatorOptions options) => Emulator = options;

    private protected override void Configure(IHostApplicationBuilder builder)
    {
        builder.Configuration["Accounts:main:Cards"] = "always";
        builder.Configuration["Accounts:main:CardTemplate"] = "own.schema";
    }

    private protected static ReplyProgress Report(DeliverMessage reply, int number, string text, ProgressStage stage = ProgressStage.Writing) => new()
    {
        ReplyId = reply.Id,
        Attempt = 1,
        Number = number,
        Conversation = reply.Conversation,
        ReplyRoute = reply.ReplyRoute,
        Askers = reply.Mentions,
        Stage = stage,
        Text = text,
        StartedAt = reply.CreatedAt,
        CreatedAt = reply.CreatedAt,
    };

    private protected Task TellAsync(DeliverMessage reply, int number, string text, ProgressStage stage = ProgressStage.Writing) =>
        Egress.Get<CardDesks>().TakeAsync(Report(reply, number, text, stage), Cancel);

    /// <summary>Tells of the reply until its card is there.</summary>
    private protected async Task<DeliverMessage> ShownAsync(DeliverMessage reply)
    {
        await TellAsync(reply, 1, "", ProgressStage.Thinking);
        await UntilAsync(async () => await StateAsync(reply) == nameof(CardState.Delivered));
        return reply;
    }

    private protected async Task<DeliverMessage> StreamedAsync(DeliverMessage reply, string text = "The answer")
    {
        await ShownAsync(reply);

        // Again and again, as the agent does: what is told while nobody holds the account is kept for a short time only.
        await UntilAsync(async () =>
        {
            await TellAsync(reply, 2, text);
            return (await CardAsync(reply))?.Params["content"] == text;
        });
        await UntilAsync(async () => await OutAsync() == 0);
        return reply;
    }

    private protected async Task DeliverAsync(params DeliverMessage[] replies)
    {
        await Egress.PutAsync(replies);
        foreach (var reply in replies)
        {
            await UntilAsync(async () => (await Egress.StateAsync(reply)).Status is "sent" or "failed");
        }
    }

    /// <summary>Every reply once, on its card or as a message; no card open, and none that the store would still close.</summary>
    private protected async Task ShouldEndWellAsync(params DeliverMessage[] replies)
    {
        await UntilAsync(async () => await OpenAsync() == 0);
        (await DingTalk.StatAsync("cards", "open", TestDingTalk.ClientId("main"))).ShouldBe(0);
        foreach (var reply in replies)
        {
            (await Egress.StateAsync(reply)).ShouldSatisfyAllConditions(row => row.Status.ShouldBe("sent", row.Error));
            var text = ((MarkdownContent)reply.Content).Text;
            var shown = await DingTalk.TextsAsync(reply.Conversation.Id);
            shown.Count(one => one.StartsWith(text, StringComparison.Ordinal)).ShouldBe(1, string.Join(" | ", shown));
        }
    }

    private protected async Task<ShownCard?> CardAsync(DeliverMessage reply) =>
        (await DingTalk.RepliesAsync()).Select(one => one.Card).FirstOrDefault(card => card?.OutTrackId == reply.Id.ToString("N"));

    private protected Task<string?> StateAsync(DeliverMessage reply) =>
        Egress.Store.QueryAsync(
            session => session.FirstOrDefaultAsync<string>("SELECT state FROM card WHERE reply_id = @id", new { id = reply.Id.ToString() }), Cancel);

    private protected Task<long> OpenAsync() => NumberAsync("SELECT COUNT(*) FROM card WHERE is_open = 1");

    private protected Task<long> OutAsync() => NumberAsync("SELECT COUNT(*) FROM call WHERE ended_at IS NULL");

    private protected Task<long> NumberAsync(string sql) => Egress.Store.QueryAsync(session => session.FirstOrDefaultAsync<long>(sql), Cancel);

    /// <summary>Moves the clock on. While a call is out, the clock is no faster than real time: DingTalk would seem slow on a slow machine.</summary>
    private protected async Task UntilAsync(Func<Task<bool>> reached, bool isClockReal = false)
    {
        using var limit = TestDeadline.In(TimeSpan.FromMinutes(3));
        while (!await reached())
        {
            await Task.Delay(5, limit.Token);
            Time.Advance(!isClockReal && await OutAsync() == 0 ? TimeSpan.FromMilliseconds(250) : TimeSpan.FromMilliseconds(5));
        }
    }
}
