using System.Text.Json;
using PicoClaw.Configuration.Documents;
using PicoClaw.Configuration.Schema;
using PicoClaw.Configuration.Sections;

namespace PicoClaw.Configuration.Entries;

/// <summary>Reads model_list; an entry with "enabled": false is left out.</summary>
internal static class ModelReader
{
    private const string List = ModelsSection.List;

    private static readonly SectionSchema Schema = ModelsSection.Entry;

    /// <summary>The entries that are enabled.</summary>
    public static IReadOnlyList<Section> Write(ConfigNode root, SecurityFile? security, SettingsWriter writer)
    {
        if (root.Find(List) is not { Kind: not JsonValueKind.Null } list)
        {
            return [];
        }

        if (list.Kind != JsonValueKind.Array)
        {
            writer.Report.Problem(list.Place, List, $"expected a list [ ] of models, found {list.Describe()}.");
            return [];
        }

        var models = new List<Section>();
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < list.Items.Count; i++)
        {
            var (node, path) = (list.Items[i], $"{List}[{i}]");
            if (!writer.Report.ExpectObject(node, path))
            {
                continue;
            }

            var model = new Section($"Models:{models.Count}", path, node.Place);
            Schema.Collect(node, model, writer.Report);
            var name = node.Find("model_name")?.Text ?? "";
            var same = names[name] = names.GetValueOrDefault(name, -1) + 1;
            security?.ApplyTo(name, same, model, writer.Report);
            if (EntryChecks.IsEnabled(Schema, model, writer.Report))
            {
                WriteModel(model, writer);
                models.Add(model);
            }
        }

        return models;
    }

    private static void WriteModel(Section model, SettingsWriter writer)
    {
        writer.Write(Schema, model);
        foreach (var field in (ConfigField[])[Schema["model_name"], Schema["model"]])
        {
            if (writer.Get(model, field.Key) is null && !model.Refused.Contains(field))
            {
                writer.Report.Problem(model.Place, model.PathOf(field.Json), $"is missing. Write \"{field.Json}\": \"…\".");
            }
        }
    }
}
