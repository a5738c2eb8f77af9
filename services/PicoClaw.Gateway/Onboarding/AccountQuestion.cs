using PicoClaw.Configuration.Editing;
using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Onboarding;

/// <summary>Finds out which account is meant.</summary>
internal sealed class AccountQuestion(OnboardSettings settings, Questions questions)
{
    public const string Channel = "dingtalk";

    private const string Another = "another one";

    public async Task<string> AnswerAsync(ConfigEdit edit, CancellationToken cancellationToken)
    {
        var names = edit.Accounts.NamesOf(Channel);
        if (settings.Account is { } named)
        {
            return named;
        }

        if (names.Count < 2)
        {
            return names.Count == 0 ? Channel : names[0];
        }

        if (!questions.CanAsk)
        {
            throw new CommandException($"{edit.File} has several accounts: {string.Join(", ", names)}", "Write one of them after --account, or a new name");
        }

        var chosen = await questions.ChoiceAsync("Which account?", [.. names, Another], cancellationToken);
        return chosen == Another ? await questions.TextAsync("Its name:", cancellationToken) : chosen;
    }
}
