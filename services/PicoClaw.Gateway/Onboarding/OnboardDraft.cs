using PicoClaw.Configuration.Editing;
using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Onboarding;

/// <summary>What onboarding is about to write.</summary>
/// <param name="Edit">The file.</param>
/// <param name="Account">The account's name.</param>
/// <param name="App">Null: as it is in the file.</param>
/// <param name="Model">Null: as it is in the file.</param>
/// <param name="Place">Where the account's DingTalk is.</param>
internal sealed record OnboardDraft(ConfigEdit Edit, string Account, AppCredentials? App, ModelChoice? Model, DingTalkPlace Place)
{
    public string File => Edit.File;

    /// <summary>The emulator that is not in the file, but stands for DingTalk in the checks.</summary>
    public Uri? Emulator => Place.IsOwn ? Place.Emulator : null;

    /// <summary>An emulator that the gateway starts knows whatever app the file names, so only an app that it made itself can be asked about.</summary>
    public bool ChecksApp => !Place.IsOwn || App is { IsScanned: true };

    public bool ChecksModel { get; init; } = true;

    public void Apply()
    {
        List<(string, string?)> fields =
        [
            .. App is null ? Array.Empty<(string, string?)>() : [("client_id", App.ClientId), ("client_secret", App.ClientSecret)],
            .. Place.Bases(Edit.Accounts.Text(AccountQuestion.Channel, Account, "api_base")),
        ];
        Edit.Accounts.Set(AccountQuestion.Channel, Account, fields);
        if (Model is not null)
        {
            Edit.Models.Set(Model.Name, Model.Model, Model.ApiKey, Model.ApiBase);
        }
    }

    /// <summary>A variable or .security.yml wins over the file, and what was given would have no effect.</summary>
    public void ThrowIfReplaced(IConfiguration settings)
    {
        var account = settings.GetSection($"Accounts:{Account}");
        Check("client_id", App?.ClientId, account["ClientId"]);
        Check("client_secret", App?.ClientSecret, account["ClientSecret"]);
    }

    private static void Check(string field, string? given, string? inForce)
    {
        // file://… and ${NAME} stand for another text.
        var isReference = given is null || given.StartsWith("file://", StringComparison.Ordinal) || given.Contains('$', StringComparison.Ordinal);
        if (!isReference && given != inForce)
        {
            throw new CommandException(
                $"{field} would have no effect: an environment variable (PICOCLAW_CHANNELS_…) or .security.yml beside the file replaces it",
                "Correct or remove it there");
        }
    }
}
