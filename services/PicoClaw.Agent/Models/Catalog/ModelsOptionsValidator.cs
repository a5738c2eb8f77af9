using Microsoft.Extensions.Options;

namespace PicoClaw.Agent.Models;

/// <summary>Checks what the start depends on; an entry that is never asked may be of a service unknown here.</summary>
internal sealed class AgentOptionsValidator : IValidateOptions<AgentOptions>
{
    public ValidateOptionsResult Validate(string? name, AgentOptions options)
    {
        if (Tokens(options).FirstOrDefault() is { } impossible)
        {
            return ValidateOptionsResult.Fail(impossible);
        }

        if (options.Model is not { } model)
        {
            return options.ModelName.Length == 0
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"agents.defaults.model_name is \"{options.ModelName}\", but model_list has no entry with that model_name.");
        }

        IEnumerable<string> problems = [.. Fallbacks(options), .. options.Models.SelectMany(Timeouts), .. options.Models.SelectMany(ApiKeyRules.Problems), .. Endpoint(model)];
        return problems.FirstOrDefault() is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Endpoint(ModelOptions model) => ModelEndpoint.Of(model) is not null
        ? []
        : [$"model_list entry \"{model.ModelName}\": set api_base to the address of an OpenAI-compatible service, or write model as provider/model with one of: {ModelEndpoint.KnownProviders}."];

    private static IEnumerable<string> Timeouts(ModelOptions model) =>
        from field in ((string Name, int Seconds)[])[("request_timeout", model.RequestTimeout), ("stream_idle_timeout", model.StreamIdleTimeout)]
        where field.Seconds is < 0 or > ModelOptions.MaxTimeoutSeconds
        select $"model_list entry \"{model.ModelName}\": {field.Name} is {field.Seconds}, but must be seconds from 0 (the default) to {ModelOptions.MaxTimeoutSeconds}.";

    private static IEnumerable<string> Tokens(AgentOptions options)
    {
        IReadOnlyList<(string Key, int Tokens)> windows =
        [
            ("agents.defaults.context_window", options.ContextWindow),
            .. options.Models.Select(model => ($"model_list entry \"{model.ModelName}\": context_window", model.ContextWindow)),
        ];
        var outOfRange =
            from field in windows.Prepend((Key: "agents.defaults.max_tokens", Tokens: options.MaxTokens ?? 0))
            where field.Tokens is < 0 or > AgentOptions.MostTokens
            select $"{field.Key} is {field.Tokens}, but must be tokens from 0 (the default) to {AgentOptions.MostTokens}.";
        var tooSmall =
            from window in windows
            where window.Tokens > 0 && window.Tokens <= options.AnswerTokens
            select $"{window.Key} is {window.Tokens}, but must be larger than agents.defaults.max_tokens ({options.AnswerTokens}): the answer is part of it.";
        return outOfRange.Concat(tooSmall);
    }

    private static IEnumerable<string> Fallbacks(AgentOptions options)
    {
        var named = options.Models.SelectMany(model => model.Fallbacks.Select(name => (Field: $"fallbacks of the model_list entry \"{model.ModelName}\"", Name: name)))
            .Concat(options.ModelFallbacks.Select(name => (Field: "agents.defaults.model_fallbacks", Name: name)));
        return named
            .Where(fallback => !options.Models.Exists(model => string.Equals(model.ModelName, fallback.Name, StringComparison.OrdinalIgnoreCase)))
            .Select(fallback => $"{fallback.Field}: \"{fallback.Name}\" is not the model_name of an entry of model_list.");
    }
}
