using Microsoft.Extensions.Options;

namespace PicoClaw.Agent.Conversations;

internal sealed class SessionScopeOptionsValidator : IValidateOptions<SessionScopeOptions>
{
    // Accepted without effect: an account is one organization, so spaces are always separate, and there are no topics.
    private static readonly string[] Known = [SessionScopeOptions.Chat, SessionScopeOptions.Sender, "space", "topic"];

    public ValidateOptionsResult Validate(string? name, SessionScopeOptions options)
    {
        if (options.Dimensions.Except(Known).FirstOrDefault() is { } unknown)
        {
            return ValidateOptionsResult.Fail($"session.dimensions holds \"{unknown}\", which is unknown. Write [\"chat\"] or [\"chat\", \"sender\"].");
        }

        return options.Dimensions.Count == 0 || options.Dimensions.Contains(SessionScopeOptions.Chat)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("session.dimensions lacks \"chat\": a session cannot span several chats. Write [\"chat\"] or [\"chat\", \"sender\"].");
    }
}
