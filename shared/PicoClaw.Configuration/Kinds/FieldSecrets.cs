using System.Text.Json;

namespace PicoClaw.Hosting.Configuration;

/// <summary>The kinds of fields whose value may be read from a file (file://…) and is never shown.</summary>
internal static class FieldSecrets
{
    /// <summary>An id that belongs to a secret: public, but pasted with the same stray whitespace.</summary>
    public static void Credential(FieldReading reading) => One(reading, isSecret: false);

    public static void Secret(FieldReading reading) => One(reading, isSecret: true);

    /// <summary>A secret that a person may have thought of, so any text.</summary>
    public static void Password(FieldReading reading)
    {
        if (Find(reading, reading.Node, reading.Path, isSecret: true) is { } value)
        {
            reading.Emit(value);
        }
    }

    public static void Secrets(FieldReading reading) => FieldLists.Each(
        reading,
        "text in double quotes",
        (node, path) => Read(reading, node, path, isSecret: true));

    private static void One(FieldReading reading, bool isSecret)
    {
        if (Read(reading, reading.Node, reading.Path, isSecret) is { } value)
        {
            reading.Emit(value);
        }
    }

    private static string? Find(FieldReading reading, ConfigNode node, string path, bool isSecret)
    {
        if (node.Kind != JsonValueKind.String)
        {
            reading.Expected("text in double quotes", node, path);
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
