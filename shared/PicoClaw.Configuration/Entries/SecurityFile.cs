using System.Text;
using System.Text.Json;
using PicoClaw.Configuration.Documents;
using PicoClaw.Configuration.Schema;
using PicoClaw.Configuration.Sections;

namespace PicoClaw.Configuration.Entries;

/// <summary>The original's .security.yml beside config.json: secrets by the names of accounts and models. They win over those of config.json.</summary>
internal sealed class SecurityFile
{
    private const string FileName = ".security.yml";
    private const string Expected = "names with values below them";

    private readonly ConfigNode _root;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    private SecurityFile(ConfigNode root) => _root = root;

    public static SecurityFile? Read(string folder, FilesRead files, ConfigReport report)
    {
        var file = Path.Combine(folder, FileName);
        var reason = files.TryRead(file, out var bytes);
        if (reason == ConfigFile.Missing)
        {
            return null;
        }

        if (reason is not null)
        {
            throw new ConfigException($"{file}: the file of secrets {reason}.");
        }

        var text = ConfigText.From(file, bytes);
        if (YamlTree.Parse(file, Encoding.UTF8.GetString(text.Bytes)) is not { } root)
        {
            return null;
        }

        return report.ExpectObject(root, "", Expected) ? new SecurityFile(root) : null;
    }

    /// <summary>An account may be in either list, whichever of them config.json uses.</summary>
    public void ApplyTo(Section account, ConfigReport report)
    {
        var name = account.Name["Accounts:".Length..];
        foreach (var list in AccountsSection.Lists)
        {
            Apply(account.Channel!.Account, list, name, account, report);
        }
    }

    /// <summary>Entries of the same name are told apart as name:0, name:1, in their order.</summary>
    public void ApplyTo(string name, int index, Section model, ConfigReport report)
    {
        const string list = ModelsSection.List;
        var numbered = $"{name}:{index}";
        Apply(ModelsSection.Entry, list, _root.Find(list)?.Find(numbered) is null ? name : numbered, model, report);
    }

    /// <summary>A name that config.json does not have is most likely misspelled.</summary>
    public void WarnOfUnused(ConfigReport report)
    {
        foreach (var list in _root.Members.Where(member => !SectionSchema.IsComment(member.Name)))
        {
            if (list.Name != ModelsSection.List && !AccountsSection.Lists.Contains(list.Name))
            {
                report.Ignored($"{list.Name} ({FileName})");
                continue;
            }

            foreach (var entry in list.Value.Members.Where(entry => !_used.Contains($"{list.Name}.{entry.Name}")))
            {
                WarnOfUnused(list.Name, entry, report);
            }
        }
    }

    private static void WarnOfUnused(string list, ConfigMember entry, ConfigReport report)
    {
        if (list == ModelsSection.List)
        {
            report.Warn(entry.Place, $"{list}.{entry.Name}", "is the model_name of no entry of model_list in config.json, so it is not used.");
        }
        else if (AccountsSection.OtherChannels.Contains(entry.Name))
        {
            report.Ignored($"{list}.{entry.Name} ({FileName})");
        }
        else
        {
            report.Warn(entry.Place, $"{list}.{entry.Name}", "is the name of no account in config.json, so it is not used.");
        }
    }

    private void Apply(SectionSchema schema, string list, string name, Section section, ConfigReport report)
    {
        var path = $"{list}.{name}";
        if (_root.Find(list)?.Find(name) is not { Kind: not JsonValueKind.Null } node)
        {
            return;
        }

        _used.Add(path);
        if (!report.ExpectObject(node, path, Expected))
        {
            return;
        }

        var secrets = new Section(section.Name, path, node.Place);
        schema.Collect(node, secrets, report);
        foreach (var (field, found) in secrets.Found)
        {
            section.Found[field] = found;
        }
    }
}
