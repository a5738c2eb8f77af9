using Microsoft.Extensions.Options;

namespace PicoClaw.Agent.Models.Catalog;

/// <summary>Checks what the start depends on; an entry that is never used may name a provider that is unknown here.</summary>
internal sealed class ModelsOptionsValidator : IValidateOptions<ModelsOptions>
{
    public ValidateOptionsResult Validate(string? name, ModelsOptions options)
    {
        if (Tokens(options).FirstOrDefault() is { } impossible)
        {
            return ValidateOptionsResult.Fail(impossible);
        }

        if (options.Model is not { } model)
        {
            return options.ModelName.Length == 0
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    $"agents.defaults.model_name is \"{options.ModelName}\", but model_list has no entry with that model_name.");
        }

        var problem = Fallbacks(options)
            .Concat(options.Models.SelectMany(Timeouts))
            .Concat(options.Models.SelectMany(ApiKeyRules.Problems))
            .Concat(Endpoint(model))
            .FirstOrDefault();
        return problem is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problem);
    }

    private static IEnumerable<string> Endpoint(ModelEntry model) => ModelEndpoint.Of(model) is not null
        ? []
        : [
            $"model_list entry \"{model.ModelName}\": set api_base to the address of an OpenAI-compatible service, "
            + $"or write model as provider/model with one of: {ModelEndpoint.KnownProviders}.",
        ];

    private static IEnumerable<string> Timeouts(ModelEntry model) =>
        from field in new[] { (Name: "request_timeout", Seconds: model.RequestTimeout), (Name: "stream_idle_timeout", Seconds: model.StreamIdleTimeout) }
        where field.Seconds is < 0 or > ModelEntry.MaxTimeoutSeconds
        select $"model_list entry \"{model.ModelName}\": {field.Name} is {field.Seconds}, "
            + $"but must be seconds from 0 (the default) to {ModelEntry.MaxTimeoutSeconds}.";

    private static IEnumerable<string> Tokens(ModelsOptions options)
    {
        IReadOnlyList<(string Key, int Tokens)> windows =
        [
            ("agents.defaults.context_window", options.ContextWindow),
            .. options.Models.Select(model => ($"model_list entry \"{model.ModelName}\": context_window", model.ContextWindow)),
        ];
        var outOfRange =
            from field in windows.Prepend((Key: "agents.defaults.max_tokens", Tokens: options.MaxTokens ?? 0))
            where field.Tokens is < 0 or > ModelsOptions.MostTokens
            select $"{field.Key} is {field.Tokens}, but must be tokens from 0 (the default) to {ModelsOptions.MostTokens}.";
        var tooSmall =
            from window in windows
            where window.Tokens > 0 && window.Tokens <= options.AnswerTokens
            select $"{window.Key} is {window.Tokens}, "
                + $"but must be larger than agents.defaults.max_tokens ({options.AnswerTokens}): the answer is part of it.";
        return outOfRange.Concat(tooSmall);
    }

    private static IEnumerable<string> Fallbacks(ModelsOptions options)
    {
        var known = options.Models.Select(model => model.ModelName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var ofModels =
            from model in options.Models
            from name in model.Fallbacks
            select (Field: $"fallbacks of the model_list entry \"{model.ModelName}\"", Name: name);
        return ofModels
            .Concat(options.ModelFallbacks.Select(name => (Field: "agents.defaults.model_fallbacks", Name: name)))
            .Where(fallback => !known.Contains(fallback.Name))
            .Select(fallback => $"{fallback.Field}: \"{fallback.Name}\" is not the model_name of an entry of model_list.");
    }
}
