using PicoClaw.Configuration.Editing;
using PicoClaw.Configuration.Entries;
using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Onboarding;

/// <summary>Finds out which model answers.</summary>
internal sealed class ModelQuestion(OnboardSettings settings, Questions questions)
{
    /// <summary>Null: the file's stays, or there is none.</summary>
    public async Task<ModelChoice?> AnswerAsync(ConfigEdit edit, CancellationToken cancellationToken)
    {
        if (settings.NoModel)
        {
            return null;
        }

        if (settings.Model is { } named)
        {
            return await WithKeyAsync(named.Trim(), settings.ApiBase, cancellationToken);
        }

        if (edit.Models.Default is { } known && (!questions.CanAsk || await questions.ConfirmAsync($"Keep the model {known}?", cancellationToken)))
        {
            return null;
        }

        return questions.CanAsk
            ? await AskAsync(cancellationToken)
            : throw new CommandException(
                "--model is missing, and nobody can be asked",
                "Write it, such as --model deepseek/deepseek-chat --api-key KEY, or --no-model for a bot that repeats what it is told");
    }

    public async Task<ModelChoice?> AskAsync(CancellationToken cancellationToken)
    {
        var name = await questions.OptionalAsync(
            "Model as provider/model, such as deepseek/deepseek-chat or qwen/qwen-plus (empty: none yet, the bot repeats what it is told):", cancellationToken);
        if (name.Trim() is not { Length: > 0 } model)
        {
            return null;
        }

        var address = settings.ApiBase ?? (model.Contains('/', StringComparison.Ordinal) ? null : await AddressAsync(cancellationToken));
        return await WithKeyAsync(model, address, cancellationToken);
    }

    private async Task<Uri?> AddressAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var text = await questions.TextAsync("Address of its service (api_base), such as https://host/v1:", cancellationToken);
            if (Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            {
                return address;
            }
        }
    }

    private async Task<ModelChoice> WithKeyAsync(string model, Uri? address, CancellationToken cancellationToken)
    {
        var choice = new ModelChoice(model, settings.ApiKey?.Trim(), address);
        if (choice.ApiKey is not null || !ModelRules.NeedsKey(choice.Provider, address))
        {
            return choice;
        }

        return questions.CanAsk
            ? choice with { ApiKey = (await questions.SecretAsync($"API key for {model}:", cancellationToken)).Trim() }
            : throw new CommandException("--api-key is missing, and nobody can be asked", "Write it (file://PATH or ${NAME} keeps it out of the command line)");
    }
}
