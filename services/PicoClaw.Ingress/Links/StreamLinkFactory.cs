using DingTalk.Stream;
using DingTalk.Stream.Protocol;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Reloading;
using PicoClaw.Ingress.Spool;

namespace PicoClaw.Ingress.Links;

/// <summary>Creates the Stream client of an account and has it publish the messages and presses it receives.</summary>
internal sealed class StreamLinkFactory(
    IHttpClientFactory http,
    AccountSettings settings,
    Live<AccountsOptions> accounts,
    MessageOutlet outlet,
    IngressMetrics metrics,
    TimeProvider time,
    ILoggerFactory loggers)
{
    public const string HttpClientName = "dingtalk-stream";

    public DingTalkStreamClient Create(string name)
    {
        var app = settings.Read<DingTalkAccountOptions>(name);
        var live = new Live<AccountOptions>(() => accounts.Value.Accounts[name]);
        var publisher = new MessagePublisher(
            name,
            app.RobotCode ?? app.ClientId,
            live,
            outlet,
            metrics,
            time,
            loggers.CreateLogger<MessagePublisher>());
        var presses = new PressPublisher(name, live, outlet, metrics, time, loggers.CreateLogger<PressPublisher>());
        var options = new DingTalkStreamOptions
        {
            ClientId = app.ClientId,
            ClientSecret = app.ClientSecret,
            ApiBaseAddress = app.ApiBase ?? DingTalkHosts.Api,
            KeepPayload = false,
        };
        return new DingTalkStreamClient(options, http.CreateClient(HttpClientName), time, loggers.CreateLogger<DingTalkStreamClient>())
            .OnBotMessage(publisher.HandleAsync)
            .On(FrameTypes.Callback, Topics.CardCallback, presses.HandleAsync, PressPublisher.OrderOf)
            .OnMalformed(_ => metrics.Unmapped(name));
    }
}
