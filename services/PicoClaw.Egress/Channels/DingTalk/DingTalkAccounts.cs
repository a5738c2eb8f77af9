using System.Collections.Frozen;
using DingTalk.Stream;
using DingTalk.Stream.OpenApi;
using Microsoft.Extensions.Options;
using PicoClaw.Hosting.Accounts;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>The accounts of the configuration, each with its client and so with its own access token.</summary>
internal sealed class DingTalkAccounts(
    IOptions<AccountsOptions> options, AccountSettings settings, IHttpClientFactory http, TimeProvider time, ILogger<RobotClient> logger)
{
    public const string HttpClientName = "dingtalk-send";

    private readonly FrozenDictionary<string, DingTalkAccount> _accounts = options.Value.EnabledFor(DingTalkChannel.ChannelName).ToFrozenDictionary(
        account => account.Key,
        account => Create(account.Key, settings.Read<DingTalkAccountOptions>(account.Key), http.CreateClient(HttpClientName), time, logger),
        StringComparer.OrdinalIgnoreCase);

    public DingTalkAccount? Find(string name) => _accounts.GetValueOrDefault(name);

    private static DingTalkAccount Create(string name, DingTalkAccountOptions app, HttpClient http, TimeProvider time, ILogger<RobotClient> logger)
    {
        var api = new DingTalkApiOptions
        {
            ClientId = app.ClientId,
            ClientSecret = app.ClientSecret,
            ApiBaseAddress = app.ApiBase ?? DingTalkHosts.Api,
            OapiBaseAddress = app.OapiBase ?? DingTalkHosts.Oapi,
        };
        return new DingTalkAccount(name, new RobotClient(api, http, time, logger))
        {
            ClientId = app.ClientId,
            RobotCode = app.RobotCode is { Length: > 0 } code ? code : app.ClientId,
            ApiBase = api.ApiBaseAddress,
            Cards = app.Cards,
            CardTemplateId = app.CardTemplate is { Length: > 0 } template ? template : null,
            Reaction = app.Reaction,
            HasThumbs = string.Equals(app.Feedback, "card", StringComparison.OrdinalIgnoreCase),
        };
    }
}
