using Microsoft.Extensions.Options;

namespace PicoClaw.Agent.Conversations;

internal sealed class ConversationOptionsValidator : IValidateOptions<ConversationOptions>
{
    private const int MinTimeout = 10;
    private const int MaxTimeout = 3600;

    public ValidateOptionsResult Validate(string? name, ConversationOptions options)
    {
        if (options.Language is not (ConversationOptions.Auto or ConversationOptions.Chinese or ConversationOptions.English))
        {
            return ValidateOptionsResult.Fail($"agents.defaults.language is \"{options.Language}\", but must be auto, zh or en.");
        }

        return options.TurnTimeout is < MinTimeout or > MaxTimeout
            ? ValidateOptionsResult.Fail($"agents.defaults.turn_timeout is {options.TurnTimeout}, but must be seconds from {MinTimeout} to {MaxTimeout}.")
            : ValidateOptionsResult.Success;
    }
}
