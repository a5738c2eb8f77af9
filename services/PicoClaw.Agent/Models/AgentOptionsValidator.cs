using Microsoft.Extensions.Options;

namespace PicoClaw.Agent.Models;

internal sealed class AgentOptionsValidator : IValidateOptions<AgentOptions>
{
    public ValidateOptionsResult Validate(string? name, AgentOptions options)
    {
        if (options.Model is not { } model)
        {
            return options.ModelName.Length == 0
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"agents.defaults.model_name is \"{options.ModelName}\", but model_list has no entry with that model_name.");
        }

        if (model.RequestTimeout is < 0 or > ModelOptions.MaxTimeoutSeconds)
        {
            return ValidateOptionsResult.Fail(
                $"model_list entry \"{model.ModelName}\": request_timeout is {model.RequestTimeout}, but must be seconds from 0 (the default) to {ModelOptions.MaxTimeoutSeconds}.");
        }

        return ModelEndpoint.Of(model) is null
            ? ValidateOptionsResult.Fail(
                $"model_list entry \"{model.ModelName}\": set api_base to the address of an OpenAI-compatible service, or write model as provider/model with one of: {ModelEndpoint.KnownProviders}.")
            : ValidateOptionsResult.Success;
    }
}
