using System.Text.Json;
using PicoClaw.Configuration.Documents;

namespace PicoClaw.Configuration.Schema;

/// <summary>What a <see cref="FieldKind"/> reads: one value that was found, and where its result goes.</summary>
internal sealed class FieldReading(ConfigField field, FoundValue found, Section section, SettingsWriter writer)
{
    private const string TextExpected = "text in double quotes";

    public ConfigNode Node => found.Node;

    public string Path => found.Path;

    public bool FromEnvironment => found.Node.Place.IsEnvironment;

    public SettingsWriter Writer => writer;

    /// <summary>False for what is switched off: its values are not checked.</summary>
    public bool IsInUse => section.Enabled;

    public void Emit(string value, string suffix = "") => writer.Set(section, field.Key + suffix, value);

    /// <summary>The value as trimmed text. Null if it is empty, which leaves the field out, or not text, which is reported.</summary>
    public string? Text() => RequireText(Node, Path) && Node.Text.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Whether the value is text; reported if not.</summary>
    public bool RequireText(ConfigNode node, string path)
    {
        if (node.Kind == JsonValueKind.String)
        {
            return true;
        }

        Expected(TextExpected, node, path);
        return false;
    }

    public void Expected(string expected, ConfigNode? node = null, string? path = null)
    {
        var at = node ?? Node;
        var shown = at.Place.IsEnvironment ? "another value" : at.Describe();
        Refuse($"expected {expected}, found {shown}.", at, path);
    }

    public void Refuse(string text, ConfigNode? node = null, string? path = null)
    {
        section.Refused.Add(field);
        writer.Report.Problem((node ?? Node).Place, path ?? Path, text);
    }

    /// <summary>Reports an example's text in place of a key: an account cannot work with it; of several models only this one fails.</summary>
    public void Placeholder(ConfigNode node, string path)
    {
        const string text = "is still the placeholder of an example.";
        if (section.Channel is { } channel)
        {
            Refuse($"{text} Write the one of your {channel.DisplayName} app, or \"enabled\": false.", node, path);
        }
        else
        {
            writer.Report.Warn(node.Place, path, $"{text} The model will refuse it: write your own key, or \"enabled\": false.");
        }
    }

    /// <summary>The value of a credential: trimmed, and read from its file when it names one. Null when there is none.</summary>
    public string? Secret(ConfigNode node, string path)
    {
        if (!section.Enabled && SecretResolver.IsReference(node))
        {
            return null;
        }

        var value = writer.Secrets.Resolve(node, path, out var problem);
        if (problem is not null)
        {
            Refuse(problem, node, path);
        }

        return value;
    }
}
