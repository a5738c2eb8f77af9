using PicoClaw.Configuration.Documents;

namespace PicoClaw.Configuration.Schema;

/// <summary>Turns found fields into normalized settings.</summary>
internal sealed class SettingsWriter(ConfigReport report, SecretResolver secrets, VariableReferences variables, string userHome)
{
    public Dictionary<string, string?> Settings { get; } = new(StringComparer.OrdinalIgnoreCase);

    public ConfigReport Report => report;

    public SecretResolver Secrets => secrets;

    public string UserHome => userHome;

    public void Write(SectionSchema schema, Section section)
    {
        foreach (var field in schema.Fields.Where(field => field.Key.Length > 0))
        {
            if (!section.Found.TryGetValue(field, out var found))
            {
                continue;
            }

            // A section that is switched off may name variables that are not set.
            if (!section.Enabled)
            {
                field.Kind.Read(new FieldReading(field, found, section, this));
            }
            else if (variables.Expand(found) is { } expanded)
            {
                field.Kind.Read(new FieldReading(field, expanded, section, this));
            }
            else
            {
                section.Refused.Add(field);
            }
        }
    }

    public void Set(Section section, string key, string value) => Settings[KeyOf(section, key)] = value;

    public string? Get(Section section, string key) => Settings.GetValueOrDefault(KeyOf(section, key));

    private static string KeyOf(Section section, string key) => section.Name.Length == 0 ? key : $"{section.Name}:{key}";
}
