using PicoClaw.Configuration.Editing;
using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Onboarding;

/// <summary>Finds out which app an account is: from the command line, the file, a scanned code or a person.</summary>
internal sealed class AppQuestion(OnboardSettings settings, Questions questions, Func<CancellationToken, Task<AppCredentials>> scan)
{
    private const string ByScan = "Scan a QR code with DingTalk: it creates the app";
    private const string ByHand = "I have a client id and a client secret";

    /// <summary>Null: the file's stay as they are.</summary>
    public async Task<AppCredentials?> AnswerAsync(ConfigEdit edit, string account, CancellationToken cancellationToken)
    {
        if (settings.Scan)
        {
            return await scan(cancellationToken);
        }

        if (settings is { ClientId: null, ClientSecret: null } && Known(edit, account) is { } known
            && (!questions.CanAsk || await questions.ConfirmAsync($"Keep the app {known} of the account {account}?", cancellationToken)))
        {
            return null;
        }

        return settings is { ClientId: { } id, ClientSecret: { } secret } ? new AppCredentials(id.Trim(), secret.Trim())
            : settings is { Emulator: not null, ClientId: null, ClientSecret: null } ? AppCredentials.OfTrial
            : questions.CanAsk ? await AskAsync(cancellationToken)
            : throw Missing();
    }

    public async Task<AppCredentials> AskAsync(CancellationToken cancellationToken)
    {
        if (settings is { ClientId: null, ClientSecret: null }
            && await questions.ChoiceAsync("Which DingTalk app is the bot?", [ByScan, ByHand], cancellationToken) == ByScan)
        {
            return await scan(cancellationToken);
        }

        return new AppCredentials(
            (settings.ClientId ?? await questions.TextAsync("Client ID (AppKey):", cancellationToken)).Trim(),
            (settings.ClientSecret ?? await questions.SecretAsync("Client Secret (AppSecret):", cancellationToken)).Trim());
    }

    // The id of an account that lacks nothing.
    private static string? Known(ConfigEdit edit, string account) =>
        edit.Accounts.Text(AccountQuestion.Channel, account, "client_secret") is { Length: > 0 }
            ? edit.Accounts.Text(AccountQuestion.Channel, account, "client_id")
            : null;

    private static CommandException Missing(string what, string remedy) => new($"{what}, and nobody can be asked", remedy);

    private CommandException Missing() => settings switch
    {
        { ClientId: not null } => Missing("--client-secret is missing", "Write it (file://PATH or ${NAME} keeps it out of the command line)"),
        { ClientSecret: not null } => Missing("--client-id is missing", "Write it: the Client ID of the DingTalk app"),
        _ => Missing("--client-id and --client-secret are missing", "Write both, or --scan to create the app with a QR code"),
    };
}
