using PicoClaw.Egress.DingTalk;
using PicoClaw.Egress.Outbox;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress;

public static class EgressServiceCollectionExtensions
{
    // An account takes one lane. In one process the agent stops first and hands over its last replies just before egress is asked to stop.
    private static readonly LaneOptions LaneOptions = new() { MaxLanes = 1000, StopGrace = TimeSpan.FromSeconds(3) };

    /// <summary>Takes <see cref="Contracts.DeliverMessage"/> and delivers it to DingTalk.</summary>
    public static IServiceCollection AddEgress(this IServiceCollection services)
    {
        services.AddAccounts();

        // A webhook that redirects is no webhook, and a redirect could lead to an inner host.
        services.AddHttpClient(DingTalkAccounts.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers();
        services.AddSingleton<DingTalkAccounts>();
        services.AddSingleton<DingTalkChannel>();

        services.AddLanes<AccountWork>(EgressService.Name, typeof(EgressService).Assembly, LaneOptions);
        services.AddSingleton<OutboxIntake>();
        services.AddSingleton<OutboxTable>();
        services.AddSingleton<Delivery>();
        services.AddIntake<DeliverMessageConsumer>(Intakes.Egress);
        return services;
    }
}
