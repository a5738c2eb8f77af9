namespace Interop.Tests.Torture;

[Collection(OneByOne.Name)]
public sealed class ReconnectTortureTests(ITestOutputHelper output)
{
    private const int Limit = 300_000;
    private const int RoundCount = 100;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    [Fact(Timeout = Limit)]
    public async Task HundredRounds_EveryMessageIsHandledOnceAndNothingIsLeftOver()
    {
        var leftovers = new Leftovers();

        await HundredRoundsAsync(leftovers);

        await leftovers.ShouldBeGoneAsync();
    }

    [Fact(Timeout = Limit)]
    public async Task NewMessageIds_EveryMessageIsHandledAndDuplicatesAreThoseSentAgain()
    {
        // Work takes a moment, so that every drop finds some of it in flight. Messages come at half the pace: with new ids a client that falls behind by
        // the time of redelivery gets ever more work, and never catches up.
        await using var run = await TortureRun.StartAsync(output, Pace * 2, _ => Task.Delay(30), options => options.RedeliverNewMessageId = true);

        await run.RoundsAsync(Rounds.Draw(output, 30));
        await run.QuietAsync();

        var deliveries = await run.Bench.DeliveriesAsync();
        var duplicates = 0;
        foreach (var (bot, stream) in run.Bots.Zip(run.Streams))
        {
            Verdict.EachHandled(stream.Said, bot.Inbox.Handled);
            foreach (var (messageId, times) in bot.Inbox.Handled.CountBy(one => one.MessageId).Where(one => one.Value > 1))
            {
                output.WriteLine($"{bot.App} {messageId}: sent {deliveries[messageId]} times, handled {times} times");
                times.ShouldBeLessThanOrEqualTo(deliveries[messageId]);
                duplicates += times - 1;
            }
        }

        // Messages lost on the way to a zombie were sent again too, but cannot have been handled twice.
        var stats = await run.Bench.StatsAsync();
        duplicates.ShouldBeInRange(1, (int)stats["resent"]! - (int)stats["lost"]!);
    }

    // A tenth of the messages takes a moment, so that drops find work in flight. A separate method, because the caller's frame would keep objects alive.
    private async Task HundredRoundsAsync(Leftovers leftovers)
    {
        await using var run = await TortureRun.StartAsync(output, Pace, number => number % 10 == 0 ? Task.Delay(50) : Task.CompletedTask);
        foreach (var bot in run.Bots)
        {
            leftovers.Watch(bot.App, bot.Client);
            leftovers.Watch($"{bot.App}'s handler", bot.Inbox);
        }

        await run.RoundsAsync(Rounds.Draw(output, RoundCount));
        await run.QuietAsync();

        foreach (var (bot, stream) in run.Bots.Zip(run.Streams))
        {
            Verdict.EachHandledOnce(stream.Said, bot.Inbox.Handled);
        }

        var stats = await run.Bench.StatsAsync();
        ((int)stats["lost"]!).ShouldBeGreaterThan(0, "no zombie swallowed anything");
        ((int)stats["rejected"]!["ServiceUnavailable"]!).ShouldBe(RoundCount / Rounds.KindCount * Rounds.RefusalsPerRound);
        run.Bots.Sum(bot => bot.Client.Status.Reconnects).ShouldBeGreaterThanOrEqualTo(RoundCount);
        await run.StopBotsAsync();
    }
}
