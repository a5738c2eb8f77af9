using Microsoft.Extensions.Options;

namespace PicoClaw.Agent.Conversations;

internal sealed class ConversationOptionsValidator : IValidateOptions<ConversationOptions>
{
    private const int MinTimeout = 10;
    private const int MaxTimeout = 3600;
    private const int MaxTurns = 10_000;

    public ValidateOptionsResult Validate(string? name, ConversationOptions options)
    {
        if (options.Language is not (ConversationOptions.Auto or ConversationOptions.Chinese or ConversationOptions.English))
        {
            return ValidateOptionsResult.Fail($"agents.defaults.language is \"{options.Language}\", but must be auto, zh or en.");
        }

        if (options.TurnsPerMinute is < 0 or > MaxTurns)
        {
            return ValidateOptionsResult.Fail($"agents.defaults.turns_per_minute is {options.TurnsPerMinute}, but must be from 0 to {MaxTurns}.");
        }

        if (options.ProgressAfter is < 0 or > MaxTimeout)
        {
            return ValidateOptionsResult.Fail($"agents.defaults.progress_after is {options.ProgressAfter}, but must be seconds from 0 to {MaxTimeout}.");
        }

        return options.TurnTimeout is < MinTimeout or > MaxTimeout
            ? ValidateOptionsResult.Fail($"agents.defaults.turn_timeout is {options.TurnTimeout}, but must be seconds from {MinTimeout} to {MaxTimeout}.")
            : ValidateOptionsResult.Success;
    }
}
