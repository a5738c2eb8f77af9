using Microsoft.Extensions.DependencyInjection.Extensions;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Attachments;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Cards;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Channels.DingTalk;
using PicoClaw.Egress.DeadLetters;
using PicoClaw.Egress.Figures;
using PicoClaw.Egress.Housekeeping;
using PicoClaw.Egress.Merging;
using PicoClaw.Egress.Notifications;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Outcomes;
using PicoClaw.Egress.Pacing;
using PicoClaw.Egress.Reactions;
using PicoClaw.Egress.Receipts;
using PicoClaw.Egress.Requests;
using PicoClaw.Egress.Scheduling;
using PicoClaw.Egress.Sending;
using PicoClaw.Hosting;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Hosting.Reloading;
using PicoClaw.Storage;
using PicoClaw.Storage.Blobs;

namespace PicoClaw.Egress;

public static class EgressServiceCollectionExtensions
{
    // A call that is out takes at most 10 s; then its outcome is recorded.
    private static readonly TimeSpan FinishTime = TimeSpan.FromSeconds(12);

    /// <summary>
    /// Takes <see cref="Contracts.DeliverMessage"/> and <see cref="Contracts.SendNotification"/> and delivers them to their channel.
    /// <paramref name="stopGrace"/> is how long a stop waits for what is already in the outbox.
    /// </summary>
    public static IServiceCollection AddEgress(this IServiceCollection services, TimeSpan stopGrace = default)
    {
        services.AddAccounts();
        services.AddMetrics();
        services.AddOptionsWithValidateOnStart<RotationOptions>().BindConfiguration(RotationOptions.SectionName);
        services.AddOptionsWithValidateOnStart<DeliveryOptions>().BindConfiguration(DeliveryOptions.SectionName).AsLive();
        services.AddOptionsWithValidateOnStart<RetentionOptions>().BindConfiguration(RetentionOptions.SectionName);
        services.AddBlobs();
        services.AddDingTalkChannel();
        services.AddSingleton<ChannelTable>();

        services.AddStore(EgressService.Name, typeof(EgressService).Assembly);
        services.AddBlobs();
        services.AddLanes<AccountWork>(
            EgressService.Name,
            lanes => (lanes.MaxLanes, lanes.StopGrace, lanes.FinishTime) = (1000, stopGrace, FinishTime));
        services.AddSingleton<Arrivals>();
        services.AddSingleton<OutboxIntake>();
        services.AddSingleton<OutboxTable>();
        services.AddSingleton<OutboxReader>();
        services.AddSingleton<CallTable>();
        services.AddSingleton<BudgetTable>();
        services.AddSending();
        services.AddHousekeeping();
        services.AddReplyDeadLetters();
        services.AddSingleton<RequestCaller>();
        services.AddAttachmentAddresses();
        services.AddReceipts();
        services.AddCards();
        services.AddReactions();
        services.AddNotifications();
        services.AddIntake<DeliverMessageConsumer>(Intakes.Egress, OutboxIntake.MostAtOnce);
        return services;
    }

    private static void AddSending(this IServiceCollection services)
    {
        services.TryAddSingleton(Random.Shared);
        services.AddSingleton<AccountStates>();
        services.AddSingleton<AccountTakeover>();
        services.AddSingleton<SideDesks>();
        services.AddHealthChecks().AddCheck<OutageCheck>("egress-accounts", tags: ["ready"]);
        services.AddSingleton<SendMetrics>();
        services.AddSingleton<Merger>();
        services.AddSingleton<Packer>();
        services.AddSingleton<RenderedReplyCache>();
        services.AddSingleton<RetryPolicy>();
        services.AddSingleton<DeliveryPlanner>();
        services.AddSingleton<UserBatcher>();
        services.AddSingleton<CallMeter>();
        services.AddSingleton<OutageLog>();
        services.AddSingleton<OutcomeRecorder>();
        services.TryAddSingleton<AnswersInProgress>();
        services.AddSingleton<CallRunner>();
        services.AddSingleton<SendAttempt>();
        services.AddSingleton<Delivery>();
        services.AddSingleton<OutcomeQueue>();
        services.AddHostedService<OutcomePublisher>();
    }

    private static void AddHousekeeping(this IServiceCollection services)
    {
        services.AddSingleton(EgressFigures.Of);
        services.AddSingleton<OutboxCounter>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxCounter>());
        services.AddSingleton<OutboxCleaner>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxCleaner>());
    }
}
