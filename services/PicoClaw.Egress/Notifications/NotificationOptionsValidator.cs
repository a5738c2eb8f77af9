using Microsoft.Extensions.Options;
using PicoClaw.Contracts;
using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Notifications;

internal sealed class NotificationOptionsValidator : IValidateOptions<NotificationOptions>
{
    private const int HashLength = 64;

    public ValidateOptionsResult Validate(string? name, NotificationOptions options)
    {
        List<string> problems = [.. Tokens(options), .. Accounts(options), .. Aliases(options)];
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Tokens(NotificationOptions options) => options.Tokens
        .Where(token => token.Value.Length != HashLength || !token.Value.All(char.IsAsciiHexDigit))
        .Select(token => $"notifications.tokens.{token.Key} is not the SHA-256 of a token, which has {HashLength} hexadecimal digits. "
            + "Write what this prints: printf %s \"$TOKEN\" | sha256sum");

    private static IEnumerable<string> Accounts(NotificationOptions options) => options.Accounts.Keys
        .Where(client => !options.Tokens.ContainsKey(client))
        .Select(client => $"notifications.accounts.{client} limits a client that is not there. Write its token under notifications.tokens.{client}.");

    private static IEnumerable<string> Aliases(NotificationOptions options) => options.Aliases
        .Where(alias => NotificationOptions.Split(alias.Value) is var texts && (texts.Count == 0 || texts.Any(IsNoRecipient)))
        .Select(alias => $"notifications.aliases.{alias.Key} is not a list of recipients. Write people's ids and group:CONVERSATION_ID, with commas "
            + "between.");

    private static bool IsNoRecipient(string text) => RecipientText.Parse(text) is { Kind: RecipientKind.Alias } or { Id: "" };
}
