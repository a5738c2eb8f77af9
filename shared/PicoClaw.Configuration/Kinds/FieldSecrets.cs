using PicoClaw.Configuration.Documents;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Kinds;

/// <summary>Fields whose value may be read from a file (file://…) and is never shown.</summary>
internal static class FieldSecrets
{
    /// <summary>An id that belongs to a secret: public, but pasted with the same stray whitespace.</summary>
    public static readonly FieldKind Credential = new(reading => One(reading, isSecret: false), JsonTypes.Text);

    public static readonly FieldKind Secret = new(reading => One(reading, isSecret: true), JsonTypes.Text) { IsSecret = true };

    /// <summary>A secret chosen by a person, so any text.</summary>
    public static readonly FieldKind Password = new(ReadPassword, JsonTypes.Text) { IsSecret = true };

    public static readonly FieldKind Secrets = new(
        reading => FieldLists.Each(reading, "text in double quotes", (node, path) => Read(reading, node, path, isSecret: true)),
        () => JsonTypes.ListOrOne("string"))
    {
        IsSecret = true,
    };

    private static void One(FieldReading reading, bool isSecret)
    {
        if (Read(reading, reading.Node, reading.Path, isSecret) is { } value)
        {
            reading.Emit(value);
        }
    }

    private static void ReadPassword(FieldReading reading)
    {
        if (Find(reading, reading.Node, reading.Path, isSecret: true) is { } value)
        {
            reading.Emit(value);
        }
    }

    private static string? Find(FieldReading reading, ConfigNode node, string path, bool isSecret)
    {
        if (!reading.RequireText(node, path))
        {
            return null;
        }

        reading.Writer.Secrets.Note(node, isSecret);
        return reading.Secret(node, path);
    }

    private static string? Read(FieldReading reading, ConfigNode node, string path, bool isSecret)
    {
        var key = Find(reading, node, path, isSecret);
        if (key is null || !reading.IsInUse)
        {
            return key;
        }

        if (KeyText.IsPlaceholder(key))
        {
            reading.Placeholder(node, path);
        }
        else if (KeyText.Fault(key) is { } fault)
        {
            reading.Refuse(fault, node, path);
            return null;
        }

        return key;
    }
}
