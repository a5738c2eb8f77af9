using System.Text;
using System.Text.Json;

namespace PicoClaw.Hosting.Configuration;

/// <summary>The original's .security.yml beside config.json: secrets by the names of accounts and models, which win over those of config.json.</summary>
internal sealed class SecurityFile
{
    private const string FileName = ".security.yml";

    private readonly ConfigNode root;
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    private SecurityFile(ConfigNode root) => this.root = root;

    public static SecurityFile? Read(string folder, ConfigReport report)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            return null;
        }

        if (ConfigFile.TryRead(file, out var bytes) is { } reason)
        {
            throw new ConfigException($"{file}: the file of secrets {reason}.");
        }

        var text = ConfigText.From(file, bytes);
        if (YamlTree.Parse(file, Encoding.UTF8.GetString(text.Bytes)) is not { } root)
        {
            return null;
        }

        if (root.Kind != JsonValueKind.Object)
        {
            report.Problem(root.Place, "", $"expected names with values below them, found {root.Describe()}.");
            return null;
        }

        return new SecurityFile(root);
    }

    /// <summary>An account may stand in either list, whichever of them config.json uses.</summary>
    public void ApplyTo(string name, Section account, ConfigReport report)
    {
        foreach (var list in (string[])["channels", "channel_list"])
        {
            Apply(ConfigSchema.Account, list, name, account, report);
        }
    }

    /// <summary>Entries of the same name are told apart as name:0, name:1, in their order.</summary>
    public void ApplyTo(string name, int index, Section model, ConfigReport report)
    {
        const string list = "model_list";
        var numbered = $"{name}:{index}";
        Apply(ConfigSchema.Model, list, root.Find(list)?.Find(numbered) is null ? name : numbered, model, report);
    }

    /// <summary>A secret that belongs to nothing is most likely a misspelled name.</summary>
    public void WarnOfUnused(ConfigReport report)
    {
        foreach (var list in root.Members.Where(member => !SectionSchema.IsComment(member.Name)))
        {
            if (list.Name is not ("channels" or "channel_list" or "model_list"))
            {
                report.Ignored($"{list.Name} ({FileName})");
                continue;
            }

            foreach (var entry in list.Value.Members.Where(entry => !used.Contains($"{list.Name}.{entry.Name}")))
            {
                if (list.Name == "model_list")
                {
                    report.Warn(entry.Place, $"{list.Name}.{entry.Name}", "is the model_name of no entry of model_list in config.json, so it is not used.");
                }
                else if (ConfigSchema.OtherChannels.Contains(entry.Name))
                {
                    report.Ignored($"{list.Name}.{entry.Name} ({FileName})");
                }
                else
                {
                    report.Warn(entry.Place, $"{list.Name}.{entry.Name}", "is no DingTalk account of config.json, so it is not used.");
                }
            }
        }
    }

    private void Apply(SectionSchema schema, string list, string name, Section section, ConfigReport report)
    {
        var path = $"{list}.{name}";
        if (root.Find(list)?.Find(name) is not { Kind: not JsonValueKind.Null } node)
        {
            return;
        }

        used.Add(path);
        if (node.Kind != JsonValueKind.Object)
        {
            report.Problem(node.Place, path, $"expected names with values below them, found {node.Describe()}.");
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
