using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace PicoClaw.Hosting.Accounts;

/// <summary>Without an account there is nothing to do, and a newcomer needs to know what to write where.</summary>
internal sealed class AccountsOptionsValidator(IConfiguration configuration) : IValidateOptions<AccountsOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountsOptions options) =>
        options.Accounts.Values.Any(account => account.Enabled)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $$"""
                No account is configured. {{Where()}}
                Run picoclaw onboard, which writes it, or write there:
                  {
                    "channels": {
                      "dingtalk": { "enabled": true, "client_id": "YOUR_CLIENT_ID", "client_secret": "YOUR_CLIENT_SECRET", "allow_from": [] }
                    }
                  }
                Or try the bot without DingTalk: picoclaw gateway --emulator
                """);

    private string Where() => configuration["PicoClaw:ConfigFile"] is { } file
        ? $"{file} was read, but has no account that is enabled."
        : $"Looked for a configuration in:\n  {configuration["PicoClaw:Searched"]?.Replace("\n", "\n  ", StringComparison.Ordinal)}";
}
