using Microsoft.Extensions.Options;
using PicoClaw.Egress.Cards.Planning;
using PicoClaw.Hosting.Accounts;

namespace PicoClaw.Egress.Channels.DingTalk.Cards;

/// <summary>Cards without a template would be refused one by one, each by a call of the month.</summary>
internal sealed class CardAccountsValidator(AccountSettings settings) : IValidateOptions<AccountsOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountsOptions options)
    {
        var faults = options.EnabledFor(DingTalkChannel.ChannelName)
            .Where(account => settings.Read<DingTalkAccountOptions>(account.Key) is { Cards: not CardsMode.Off, CardTemplate: not { Length: > 0 } })
            .Select(account =>
                $"The account \"{account.Key}\" shows cards (cards), but has no template. Write the template's id as its card_template; "
                + "docs/dingtalk-card-template.json is one to import. Or set cards to off.")
            .ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
