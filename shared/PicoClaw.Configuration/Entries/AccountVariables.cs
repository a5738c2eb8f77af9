using PicoClaw.Configuration.Documents;
using PicoClaw.Configuration.Schema;
using PicoClaw.Configuration.Sections;

namespace PicoClaw.Configuration.Entries;

/// <summary>Applies PICOCLAW_CHANNEL_LIST__name__FIELD, and the original's PICOCLAW_CHANNELS_TYPE_FIELD for a channel's only account.</summary>
internal sealed class AccountVariables(List<Section> accounts, ConfigReport report)
{
    private const string ListPrefix = "PICOCLAW_CHANNEL_LIST";
    private const string Prefix = ListPrefix + "__";
    private const string OriginalPrefix = "PICOCLAW_CHANNELS_";

    private static readonly ConfigField[] Fields =
        [.. ConfigSchema.Channels.SelectMany(channel => channel.Account.Fields).Where(field => field.Key.Length > 0).Distinct()];

    private readonly List<Section> _created = [];

    public static string NameFor(Section account, ConfigField field) =>
        Prefix + AccountName(account).Replace('-', '_') + "__" + field.VariableSuffix("__");

    /// <summary>The variables must come in a stable order: the first to name a new account gives it its spelling.</summary>
    public void Apply(IEnumerable<KeyValuePair<string, string>> variables)
    {
        var fromFile = accounts.ToList();
        foreach (var (variable, value) in variables)
        {
            if (variable.StartsWith(OriginalPrefix, StringComparison.Ordinal))
            {
                ApplyOriginal(variable, value, fromFile);
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
        if (EntryChecks.NameFault(name) is { } fault)
        {
            report.Problem(place, "", $"is refused: the name of an account {fault}.");
        }
        else if (Match(name, ConfigSchema.Channels.First(channel => channel.Account.Fields.Contains(field)), place) is { } account)
        {
            Set(account, field, variable, value);
        }
    }

    private void ApplyOriginal(string variable, string value, List<Section> fromFile)
    {
        var channel = ConfigSchema.Channels.FirstOrDefault(channel => variable.StartsWith(OriginalPrefixOf(channel), StringComparison.Ordinal));
        if (channel is null)
        {
            report.Ignored(variable);
            return;
        }

        var place = ConfigPlace.Variable(variable);
        string[] known = [.. channel.Required, "enabled", "allow_from"];
        var name = Array.Find(known, name => variable == OriginalPrefixOf(channel) + name.ToUpperInvariant());
        var ofChannel = fromFile.FindAll(account => account.Channel == channel);
        if (name is null)
        {
            var names = known.Select(name => OriginalPrefixOf(channel) + name.ToUpperInvariant());
            report.Problem(place, "", $"is not known. Write one of {string.Join(", ", names)}.");
        }
        else if (ofChannel.Count > 1)
        {
            var names = ofChannel.Select(account => NameFor(account, channel.Account[name]));
            report.Problem(place, "", $"does not say which of {ofChannel.Count} accounts it means. Set {string.Join(" or ", names)} instead.");
        }
        else
        {
            Set(ofChannel.Count == 1 ? ofChannel[0] : FindOrCreate(channel.Type, channel, place), channel.Account[name], variable, value);
        }
    }

    private Section? Match(string name, ChannelSchema channel, ConfigPlace place)
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

        return similar.Count == 1 ? similar[0] : FindOrCreate(name, channel, place);
    }

    private Section FindOrCreate(string name, ChannelSchema channel, ConfigPlace place)
    {
        var account = _created.Find(other => AccountName(other).Equals(name, StringComparison.OrdinalIgnoreCase));
        if (account is null)
        {
            account = new Section($"Accounts:{name}", "", place) { Channel = channel };
            _created.Add(account);
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
        foreach (var account in _created)
        {
            var schema = account.Channel!.Account;
            var missing = account.Channel.Required
                .Where(field => !account.Found.ContainsKey(schema[field]))
                .Select(field => NameFor(account, schema[field]))
                .ToList();
            if (missing.Count > 0)
            {
                report.Problem(
                    account.Place,
                    "",
                    $"names the account \"{AccountName(account)}\", which the config file does not have. "
                        + $"Set {string.Join(" and ", missing)} as well to create it, or correct the name.");
                continue;
            }

            account.Found.TryAdd(schema["enabled"], FoundValue.FromVariable(account.Place.Source, "true"));
            accounts.Add(account);
        }
    }

    private static string OriginalPrefixOf(ChannelSchema channel) => $"{OriginalPrefix}{channel.Type.ToUpperInvariant()}_";

    private static string AccountName(Section account) => account.Name["Accounts:".Length..];
}
