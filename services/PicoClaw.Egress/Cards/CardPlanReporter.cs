using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;

namespace PicoClaw.Egress.Cards;

/// <summary>Tells the agents how the accounts with cards stand to their plans. What the broker does not take is lost: the next report is as good.</summary>
internal sealed class CardPlanReporter(CardPlans plans, IServiceProvider services, TimeProvider time, ILogger<CardPlanReporter> logger)
    : IntervalService(TimeSpan.FromSeconds(20), runsAtStart: true, time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        // Without a bus there is no one to tell.
        if (services.GetService<IBroadcastSender>() is not { } sender)
        {
            return;
        }

        using var patience = new CancellationTokenSource(Patience, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        foreach (var plan in await plans.ReadAsync(either.Token))
        {
            await sender.SendAsync(Intakes.CardPlans, plan, either.Token).WaitAsync(either.Token);
        }
    }

    protected override void OnFailed(Exception exception) => Log.CardPlansNotTold(logger, exception.Message);
}
