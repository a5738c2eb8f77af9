using DingTalk.Emulator.Access;
using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Cards;
using DingTalk.Emulator.Chat;
using DingTalk.Emulator.Control;
using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Gateway;
using DingTalk.Emulator.Limits;
using DingTalk.Emulator.Links;
using DingTalk.Emulator.Media;
using DingTalk.Emulator.Models;
using DingTalk.Emulator.Oauth;
using DingTalk.Emulator.OpenApi;
using DingTalk.Emulator.Pushing;
using DingTalk.Emulator.Registration;
using DingTalk.Emulator.Robot;
using DingTalk.Emulator.Statistics;
using DingTalk.Emulator.Streaming;
using DingTalk.Emulator.Transcripts;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator;

internal static class EmulatorServiceCollectionExtensions
{
    public static void AddEmulator(this IServiceCollection services, EmulatorOptions options, TimeProvider time)
    {
        services.AddRouting();
        services.AddSingleton<IHostLifetime, NoLifetime>();
        services.AddSingleton(Options.Create(options));
        services.AddSingleton(time);

        services.AddSingleton<CallerCheck>().AddSingleton<UnknownPath>().AddSingleton<AppDirectory>().AddSingleton<PublicAddress>();
        services.AddStores();
        services.AddSingleton<FramePusher>().AddSingleton<LinkFaults>().AddSingleton<SendFaults>().AddSingleton<RefusalRecorder>();
        services.AddSingleton<OpenApiCall>().AddSingleton<ReplyRecorder>().AddSingleton<CardDeliverer>().AddSingleton<MessageHtml>();
        services.AddSingleton<PageState>().AddSingleton<Handshake>().AddSingleton<LinkRunner>();
        services.AddSingleton<IImmediateFault>(provider => provider.GetRequiredService<LinkFaults>());
        services.AddSingleton<IImmediateFault>(provider => provider.GetRequiredService<SessionStore>());
        services.AddSingleton<IImmediateFault>(provider => provider.GetRequiredService<AccessTokens>());
        services.AddEndpoints();
    }

    private static void AddStores(this IServiceCollection services)
    {
        services.AddSingleton<ChangeSignal>().AddSingleton<TicketStore>().AddSingleton<AccessTokens>().AddSingleton<DownloadStore>();

        // Reset in this order: the queue first, so nothing more is delivered, and the statistics last, so they count nothing of it.
        services.AddResettable<PushQueue>().AddResettable<LinkRegistry>().AddResettable<SessionStore>().AddResettable<ConversationStore>();
        services.AddResettable<DynamicDataPuller>().AddResettable<CardStore>().AddResettable<CallLimits>().AddResettable<FaultStore>();
        services.AddResettable<RegistrationStore>();
        services.AddResettable<MediaStore>().AddResettable<Transcript>().AddResettable<ModelLog>().AddResettable<Stats>();
        services.AddResettable<ReadMarks>().AddHttpContextAccessor().AddResettable<ExchangeLog>();
    }

    private static void AddEndpoints(this IServiceCollection services)
    {
        services.AddSingleton<OpenEndpoint>()
            .AddSingleton<ConnectEndpoint>().AddSingleton<TokenEndpoints>().AddSingleton<WebhookEndpoint>();
        services.AddSingleton<RobotEndpoints>()
            .AddSingleton<RecallEndpoints>().AddSingleton<ReceiptEndpoints>().AddSingleton<EmotionEndpoints>().AddSingleton<DirectoryEndpoints>();
        services.AddSingleton<CardEndpoints>().AddSingleton<DownloadEndpoints>().AddSingleton<UploadEndpoint>().AddSingleton<MediaEndpoints>();
        services.AddSingleton<RegistrationEndpoints>().AddSingleton<DecisionEndpoint>();
        services.AddSingleton<SayEndpoint>().AddSingleton<PushEndpoint>().AddSingleton<EventsEndpoint>().AddSingleton<TranscriptEndpoint>();
        services.AddSingleton<ReadEndpoint>().AddSingleton<ExchangesEndpoint>().AddSingleton<AnswersEndpoint>();
        services.AddSingleton<ResetEndpoint>().AddSingleton<StatsEndpoint>().AddSingleton<FaultEndpoint>().AddSingleton<ModelEndpoints>();
    }

    private static IServiceCollection AddResettable<T>(this IServiceCollection services)
        where T : class, IResettable =>
        services.AddSingleton<T>().AddSingleton<IResettable>(provider => provider.GetRequiredService<T>());
}
