namespace PicoClaw.Hosting.Configuration;

/// <summary>Applies PICOCLAW_CHANNEL_LIST__name__FIELD and the original's names for the only account.</summary>
internal sealed class AccountVariables(List<Section> accounts, ConfigReport report)
{
    private const string ListPrefix = "PICOCLAW_CHANNEL_LIST";
    private const string Prefix = ListPrefix + "__";
    private const string OriginalPrefix = "PICOCLAW_CHANNELS_";
    private const string DingTalkPrefix = OriginalPrefix + "DINGTALK_";

    private static readonly ConfigField[] Fields = [.. ConfigSchema.Account.Fields.Where(field => field.Key.Length > 0)];
    private static readonly string[] OriginalFields = ["client_id", "client_secret", "enabled", "allow_from"];

    private readonly List<Section> created = [];

    public static string NameFor(Section account, ConfigField field) =>
        Prefix + AccountName(account).Replace('-', '_') + "__" + field.VariableSuffix("__");

    /// <summary>The variables must come in a stable order: the first to name a new account gives it its spelling.</summary>
    public void Apply(IEnumerable<KeyValuePair<string, string>> variables)
    {
        var fromFile = accounts.ToList();
        foreach (var (variable, value) in variables)
        {
            if (variable.StartsWith(DingTalkPrefix, StringComparison.Ordinal))
            {
                ApplyOriginal(variable, value, fromFile);
            }
            else if (variable.StartsWith(OriginalPrefix, StringComparison.Ordinal))
            {
                report.Ignored(variable);
            }
            else if (variable.StartsWith(ListPrefix, StringComparison.Ordinal))
            {
                ApplyNamed(variable, value);
            }
        }

        Create();
    }

    private void ApplyNamed(string variable, string value)
    {
        var place = ConfigPlace.Variable(variable);
        var rest = variable.StartsWith(Prefix, StringComparison.Ordinal) ? variable[Prefix.Length..] : "";
        var field = Fields
            .Where(field => rest.EndsWith("__" + field.VariableSuffix("__"), StringComparison.OrdinalIgnoreCase))
            .MaxBy(field => field.Json.Length);
        if (field is null)
        {
            var names = string.Join(", ", Fields.Select(known => known.VariableSuffix("__")));
            report.Problem(place, "", $"is not known. Write {Prefix}<account>__<field>, where the field is one of {names}.");
            return;
        }

        var name = rest[..^(field.VariableSuffix("__").Length + 2)];
        if (AccountSections.Refusal(name) is { } refusal)
        {
            report.Problem(place, "", $"is refused: {refusal}.");
        }
        else if (Match(name, place) is { } account)
        {
            Set(account, field, variable, value);
        }
    }

    private void ApplyOriginal(string variable, string value, List<Section> fromFile)
    {
        var place = ConfigPlace.Variable(variable);
        var field = Fields.FirstOrDefault(field => OriginalFields.Contains(field.Json) && variable == DingTalkPrefix + field.VariableSuffix("_"));
        if (field is null)
        {
            report.Problem(place, "", $"is not known. Write one of {string.Join(", ", OriginalFields.Select(name => DingTalkPrefix + name.ToUpperInvariant()))}.");
        }
        else if (fromFile.Count > 1)
        {
            var names = fromFile.Select(account => NameFor(account, field));
            report.Problem(place, "", $"does not say which of {fromFile.Count} accounts it means. Set {string.Join(" or ", names)} instead.");
        }
        else
        {
            Set(fromFile.Count == 1 ? fromFile[0] : FindOrCreate(ConfigSchema.DingTalk, place), field, variable, value);
        }
    }

    private Section? Match(string name, ConfigPlace place)
    {
        var exact = accounts.Find(account => AccountName(account).Equals(name, StringComparison.OrdinalIgnoreCase));
        if (exact is not null)
        {
            return exact;
        }

        // A shell cannot export a name with a hyphen.
        var similar = accounts.FindAll(account => AccountName(account).Replace('-', '_').Equals(name, StringComparison.OrdinalIgnoreCase));
        if (similar.Count > 1)
        {
            report.Problem(place, "", $"may mean {string.Join(" or ", similar.Select(AccountName))}. Rename one of these accounts.");
            return null;
        }

        return similar.Count == 1 ? similar[0] : FindOrCreate(name, place);
    }

    private Section FindOrCreate(string name, ConfigPlace place)
    {
        var account = created.Find(other => AccountName(other).Equals(name, StringComparison.OrdinalIgnoreCase));
        if (account is null)
        {
            account = new Section($"Accounts:{name}", "", place);
            created.Add(account);
        }

        return account;
    }

    private void Set(Section account, ConfigField field, string variable, string value)
    {
        if (account.Found.TryGetValue(field, out var other) && other.Node.Place.IsEnvironment)
        {
            report.Problem(ConfigPlace.Variable(variable), "", $"says the same as {other.Path}. Unset one of the two.");
            return;
        }

        account.Found[field] = FoundValue.FromVariable(variable, value);
    }

    private void Create()
    {
        foreach (var account in created)
        {
            var missing = Fields
                .Where(field => field.Json is "client_id" or "client_secret" && !account.Found.ContainsKey(field))
                .Select(field => NameFor(account, field))
                .ToList();
            if (missing.Count > 0)
            {
                report.Problem(account.Place, "", $"names the account \"{AccountName(account)}\", which the config file does not have. Set {string.Join(" and ", missing)} as well to create it, or correct the name.");
                continue;
            }

            account.Found.TryAdd(ConfigSchema.Account["enabled"], FoundValue.FromVariable(account.Place.Source, "true"));
            accounts.Add(account);
        }
    }

    private static string AccountName(Section account) => account.Name["Accounts:".Length..];
}
