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
        account =>
        {
            var api = ApiOptions(settings.Read<DingTalkAccountOptions>(account.Key));
            return new DingTalkAccount(account.Key, new RobotClient(api, http.CreateClient(HttpClientName), time, logger), api.ClientId);
        },
        StringComparer.OrdinalIgnoreCase);

    public DingTalkAccount? Find(string name) => _accounts.GetValueOrDefault(name);

    private static DingTalkApiOptions ApiOptions(DingTalkAccountOptions account) => new()
    {
        ClientId = account.ClientId,
        ClientSecret = account.ClientSecret,
        ApiBaseAddress = account.ApiBase ?? DingTalkHosts.Api,
        OapiBaseAddress = account.OapiBase ?? DingTalkHosts.Oapi,
    };
}
