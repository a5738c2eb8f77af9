using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PicoClaw.Contracts;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Cards;
using PicoClaw.Egress.Cards.Planning;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Egress.Tests.Cards;

/// <summary>What agents are told of the accounts' plans, at 8 in the morning of the 1st of January in China.</summary>
public abstract class CardPlansTests(bool onPostgres) : EgressTests(onPostgres)
{
    private const string Key = "dingtalk:main";

    private readonly RecordingBroadcasts _told = new();

    private protected override void Configure(IHostApplicationBuilder builder)
    {
        builder.Configuration["Accounts:main:Cards"] = "auto";
        builder.Configuration["Accounts:main:CardTemplate"] = "own.schema";
        builder.Services.AddSingleton<IBroadcastSender>(_told);
    }

    [Fact]
    public async Task ReadAsync_CardWasPlannedToday_TellsTheMonthTheDayTheFormAndWhy()
    {
        await SetUsedAsync(1000);
        await BeginDayAsync();
        await SetUsedAsync(1010);

        var plan = (await Egress.Get<CardPlans>().ReadAsync(Cancel)).ShouldHaveSingleItem();

        // January 2026 has 22 working days and 9 others.
        plan.ShouldBe(new CardPlanReported
        {
            Channel = "dingtalk",
            Account = "main",
            Used = 1010,
            Limit = 5000,
            UsedToday = 10,
            ShareOfToday = (long)(3500 / 24.25),
            Form = CardForm.Streaming,
            Reason = "above-plan",
            CreatedAt = plan.CreatedAt,
        });
    }

    [Theory]
    [InlineData("auto", CardForm.Plain, "used-up")]
    [InlineData("always", CardForm.Plain, "used-up")]
    [InlineData("off", null, null)]
    public async Task ReadAsync_MonthIsUsedUp_TellsOfNoDay(string cards, CardForm? form, string? reason)
    {
        await SetUsedAsync(5000);
        await ReopenAsync("Accounts:main:Cards", cards);

        var plan = (await Egress.Get<CardPlans>().ReadAsync(Cancel)).SingleOrDefault();

        (plan?.Form, plan?.Reason, plan?.UsedToday, plan?.ShareOfToday).ShouldBe((form, reason, null, null));
    }

    [Fact]
    public async Task ReadAsync_MonthIsOver_TellsNothing()
    {
        await SetUsedAsync(10);
        Time.Advance(TimeSpan.FromDays(31));

        (await Egress.Get<CardPlans>().ReadAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact(Timeout = 180_000)]
    public async Task Service_Runs_TellsAtOnceAndAgain()
    {
        await SetUsedAsync(10);
        await Egress.StartAsync();
        await UntilToldAsync(10);

        await SetUsedAsync(11);
        Time.Advance(TimeSpan.FromSeconds(20));

        await UntilToldAsync(11);
    }

    [Fact(Timeout = 180_000)]
    public async Task Service_TheBrokerIsAway_TellsLater()
    {
        _told.IsAway = true;
        await SetUsedAsync(10);
        await Egress.StartAsync();
        while (Egress.Logs.GetSnapshot().All(record => record.Id.Id != 455))
        {
            await Task.Delay(5, Cancel);
        }

        _told.IsAway = false;
        Time.Advance(TimeSpan.FromSeconds(20));

        await UntilToldAsync(10);
    }

    private async Task UntilToldAsync(long used)
    {
        while (_told.Plans.All(plan => plan.Used != used))
        {
            await Task.Delay(5, Cancel);
        }
    }

    private async Task BeginDayAsync()
    {
        var lane = await Egress.ClaimAsync();
        var account = Egress.Get<AccountStates>().Of(Key);
        await Egress.Get<BudgetTable>().LoadAsync(lane, account.Budget, Cancel);
        await Egress.Get<CardPlanner>().BeginDayAsync(new AccountLease(lane, account, () => true), CardsMode.Auto, Cancel);
    }

    private async Task SetUsedAsync(long calls)
    {
        // The account's lane exists once something was put there.
        await Egress.PutAsync((await HearAsync()).Say("text"));
        await Egress.Store.WriteAsync(
            session => session.ExecuteAsync(
                """
                INSERT INTO api_month (lane_key, month, calls, is_exhausted) VALUES (@Key, '2026-01', @calls, 0)
                ON CONFLICT (lane_key, month) DO UPDATE SET calls = @calls
                """,
                new { Key, calls }),
            Cancel);
    }

    private sealed class RecordingBroadcasts : IBroadcastSender
    {
        private volatile bool _isAway;

        public bool IsAway
        {
            get => _isAway;
            set => _isAway = value;
        }

        public ConcurrentQueue<CardPlanReported> Plans { get; } = new();

        public Task SendAsync<T>(string queue, T message, CancellationToken cancellationToken)
            where T : class
        {
            queue.ShouldBe(Intakes.CardPlans);
            Plans.Enqueue(_isAway ? throw new InvalidOperationException("the broker is away") : message.ShouldBeOfType<CardPlanReported>());
            return Task.CompletedTask;
        }
    }
}
