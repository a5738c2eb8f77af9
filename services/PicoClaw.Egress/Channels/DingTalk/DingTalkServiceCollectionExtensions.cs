using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PicoClaw.Contracts;
using PicoClaw.Egress.Cards;
using PicoClaw.Egress.Channels.DingTalk.Cards;
using PicoClaw.Egress.Channels.DingTalk.Limits;
using PicoClaw.Egress.Channels.DingTalk.Markdown;
using PicoClaw.Egress.Channels.DingTalk.Media;
using PicoClaw.Egress.Channels.DingTalk.Reactions;
using PicoClaw.Egress.Reactions;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Egress.Channels.DingTalk;

internal static class DingTalkServiceCollectionExtensions
{
    public static IServiceCollection AddDingTalkChannel(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<LimitOptions>().BindConfiguration(LimitOptions.SectionName).AsLive();
        services.AddOptionsWithValidateOnStart<DialectOptions>().BindConfiguration(DialectOptions.SectionName);

        services.AddOptionsWithValidateOnStart<MediaOptions>().BindConfiguration(MediaOptions.SectionName);

        // A webhook never redirects, and a redirect could lead to an internal host.
        services.AddHttpClient(DingTalkAccounts.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(
                () => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers();
        services.AddSingleton<DingTalkAccounts>();
        services.AddSingleton<ReplyTargets>();
        services.AddSingleton<MarkdownDialect>();
        services.AddSingleton<IContentRenderer, MarkdownRenderer>();
        services.AddSingleton<MediaPlan>();
        services.AddSingleton<MediaMessages>();
        services.AddSingleton<MediaIds>();
        services.AddSingleton<MediaUploader>();
        services.AddSingleton<MediaReplies>();
        services.AddSingleton<IContentRenderer, MediaRenderer<ImageContent>>();
        services.AddSingleton<IContentRenderer, MediaRenderer<FileContent>>();
        services.AddSingleton<IContentRenderer, MediaRenderer<VoiceContent>>();
        services.AddSingleton<ContentRenderers>();
        services.AddSingleton<DingTalkComposer>();
        services.AddSingleton<IAttachmentSource, DingTalkAttachments>();
        services.AddSingleton<IReceiptSource, DingTalkReceipts>();
        services.AddSingleton<DingTalkCards>();
        services.AddSingleton<ICardPlatform>(provider => provider.GetRequiredService<DingTalkCards>());
        services.AddSingleton<CardReplies>();
        services.AddSingleton<IReactionPlatform, DingTalkReactions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AccountsOptions>, CardAccountsValidator>());
        return services.AddSingleton<IChannel, DingTalkChannel>();
    }
}
