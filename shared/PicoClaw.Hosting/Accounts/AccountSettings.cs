using Microsoft.Extensions.Configuration;

namespace PicoClaw.Hosting.Accounts;

/// <summary>The settings that only one channel's accounts have, such as the secret of a platform's app. Ingress and egress each read their own part.</summary>
public sealed class AccountSettings(IConfiguration configuration)
{
    public TSettings Read<TSettings>(string account)
        where TSettings : class, new() => configuration.GetSection($"{nameof(AccountsOptions.Accounts)}:{account}").Get<TSettings>() ?? new TSettings();
}
