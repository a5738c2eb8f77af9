using DingTalk.Stream;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Reloading;
using PicoClaw.Ingress.Spool;

namespace PicoClaw.Ingress.Links;

/// <summary>Creates the Stream client of an account and has it publish the messages it receives.</summary>
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
        var publisher = new MessagePublisher(
            name,
            app.RobotCode ?? app.ClientId,
            new Live<AccountOptions>(() => accounts.Value.Accounts[name]),
            outlet,
            metrics,
            time,
            loggers.CreateLogger<MessagePublisher>());
        var options = new DingTalkStreamOptions
        {
            ClientId = app.ClientId,
            ClientSecret = app.ClientSecret,
            ApiBaseAddress = app.ApiBase ?? DingTalkHosts.Api,
            KeepPayload = false,
        };
        return new DingTalkStreamClient(options, http.CreateClient(HttpClientName), time, loggers.CreateLogger<DingTalkStreamClient>())
            .OnBotMessage(publisher.HandleAsync)
            .OnMalformed(_ => metrics.Unmapped(name));
    }
}
