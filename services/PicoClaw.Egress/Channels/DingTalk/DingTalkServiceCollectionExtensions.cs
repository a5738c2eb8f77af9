using PicoClaw.Egress.Channels.DingTalk.Limits;
using PicoClaw.Egress.Channels.DingTalk.Markdown;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Egress.Channels.DingTalk;

internal static class DingTalkServiceCollectionExtensions
{
    public static IServiceCollection AddDingTalkChannel(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<LimitOptions>().BindConfiguration(LimitOptions.SectionName).AsLive();
        services.AddOptionsWithValidateOnStart<DialectOptions>().BindConfiguration(DialectOptions.SectionName);

        // A webhook never redirects, and a redirect could lead to an internal host.
        services.AddHttpClient(DingTalkAccounts.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(
                () => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers();
        services.AddSingleton<DingTalkAccounts>();
        services.AddSingleton<ReplyTargets>();
        services.AddSingleton<MarkdownDialect>();
        services.AddSingleton<IContentRenderer, MarkdownRenderer>();
        services.AddSingleton<ContentRenderers>();
        services.AddSingleton<IAttachmentSource, DingTalkAttachments>();
        return services.AddSingleton<IChannel, DingTalkChannel>();
    }
}
