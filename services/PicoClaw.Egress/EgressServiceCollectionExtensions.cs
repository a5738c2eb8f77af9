using Microsoft.Extensions.DependencyInjection.Extensions;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.DingTalk;
using PicoClaw.Egress.Housekeeping;
using PicoClaw.Egress.Markdown;
using PicoClaw.Egress.Merging;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Outcomes;
using PicoClaw.Egress.Pacing;
using PicoClaw.Egress.Sending;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;

namespace PicoClaw.Egress;

public static class EgressServiceCollectionExtensions
{
    // A call that is out takes at most 10 s; then its outcome is recorded.
    private static readonly TimeSpan FinishTime = TimeSpan.FromSeconds(12);

    /// <summary>
    /// Takes <see cref="Contracts.DeliverMessage"/> and delivers it to DingTalk. <paramref name="stopGrace"/> is how long a stop waits for what is already in the outbox.
    /// </summary>
    public static IServiceCollection AddEgress(this IServiceCollection services, TimeSpan stopGrace = default)
    {
        services.AddAccounts();
        services.AddMetrics();
        services.AddOptionsWithValidateOnStart<LimitOptions>().BindConfiguration(LimitOptions.SectionName);
        services.AddOptionsWithValidateOnStart<DeliveryOptions>().BindConfiguration(DeliveryOptions.SectionName);
        services.AddOptionsWithValidateOnStart<RetentionOptions>().BindConfiguration(RetentionOptions.SectionName);

        // A webhook that redirects is no webhook, and a redirect could lead to an inner host.
        services.AddHttpClient(DingTalkAccounts.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers();
        services.AddSingleton<DingTalkAccounts>();
        services.AddOptions<DialectOptions>().BindConfiguration(DialectOptions.SectionName).ValidateOnStart();
        services.AddSingleton<MarkdownDialect>();
        services.AddSingleton<DingTalkChannel>();
        services.AddSingleton<LetterCache>();

        services.AddStore(EgressService.Name, typeof(EgressService).Assembly);
        services.AddLanes<AccountWork>(EgressService.Name, lanes => (lanes.MaxLanes, lanes.StopGrace, lanes.FinishTime) = (1000, stopGrace, FinishTime));
        services.AddSingleton<OutboxIntake>();
        services.AddSingleton<OutboxTable>();
        services.AddSingleton<OutboxReader>();
        services.AddSingleton<CallTable>();
        services.AddSingleton<BudgetTable>();
        services.AddSending();
        services.AddIntake<DeliverMessageConsumer>(Intakes.Egress, OutboxIntake.MostAtOnce);
        return services;
    }

    private static void AddSending(this IServiceCollection services)
    {
        services.TryAddSingleton(Random.Shared);
        services.AddSingleton<AccountStates>();
        services.AddHealthChecks().AddCheck<OutageCheck>("egress-accounts", tags: ["ready"]);
        services.AddSingleton<Merger>();
        services.AddSingleton<Packer>();
        services.AddSingleton<Companions>();
        services.AddSingleton<Judge>();
        services.AddSingleton<Ledger>();
        services.AddSingleton<OutageLog>();
        services.AddSingleton<SendMetrics>();
        services.AddSingleton<CallMeter>();
        services.AddSingleton<Delivery>();
        services.AddSingleton<OutcomeQueue>();
        services.AddHostedService<OutcomePublisher>();
        services.AddSingleton<OutboxWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxWatch>());
        services.AddSingleton<OutboxCleaner>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxCleaner>());
    }
}
