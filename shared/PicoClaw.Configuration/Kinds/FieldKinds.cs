using System.Text.Json;
using System.Text.Json.Nodes;
using PicoClaw.Configuration.Documents;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Kinds;

/// <summary>Text, flags, words from a list and folders. An empty text leaves the field out.</summary>
internal static class FieldKinds
{
    public static readonly FieldKind Text = new(ReadText, JsonTypes.Text);

    public static readonly FieldKind Folder = new(ReadFolder, JsonTypes.Text);

    public static readonly FieldKind Flag = new(ReadFlag, JsonTypes.Flag)
    {
        Fault = value => bool.TryParse(value, out _) ? null : "true or false",
    };

    public static readonly FieldKind JsonObject = new(ReadJsonObject, JsonTypes.AnyObject);

    /// <summary>A field that has its own reader.</summary>
    public static FieldKind Elsewhere(Func<JsonObject> describe) => new(_ => { }, describe);

    public static FieldKind OneOf(params string[] values) => new(
        reading =>
        {
            if (reading.Text() is not { } text)
            {
                return;
            }

            if (Array.Find(values, value => value.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known)
            {
                reading.Emit(known);
            }
            else
            {
                reading.Refuse($"expected one of {string.Join(", ", values)}.");
            }
        },
        () => JsonTypes.OneOf(values))
    {
        Fault = value => values.Contains(value, StringComparer.OrdinalIgnoreCase) ? null : $"one of {string.Join(", ", values)}",
    };

    /// <summary>Words of the file that stand for other values.</summary>
    public static FieldKind OneOf(params (string Json, string Value)[] choices) => new(
        reading =>
        {
            var word = reading.Node.Kind == JsonValueKind.String ? reading.Node.Text.Trim() : "";
            if (Array.Find(choices, choice => choice.Json == word) is { Value: { } value })
            {
                reading.Emit(value);
            }
            else
            {
                reading.Expected(string.Join(" or ", choices.Select(choice => $"\"{choice.Json}\"")));
            }
        },
        () => JsonTypes.OneOf(choices.Select(choice => choice.Json)))
    {
        Fault = value => choices.Any(choice => choice.Value.Equals(value, StringComparison.OrdinalIgnoreCase))
            ? null
            : $"one of {string.Join(", ", choices.Select(choice => choice.Value))}",
    };

    public static bool? FlagOf(ConfigNode node) => node.Kind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        // In quotes as well, as container templates write it.
        JsonValueKind.String => node.Text.Trim().ToUpperInvariant() switch
        {
            "TRUE" => true,
            "FALSE" => false,
            "1" when node.Place.IsEnvironment => true,
            "0" when node.Place.IsEnvironment => false,
            _ => null,
        },
        _ => null,
    };

    private static void ReadText(FieldReading reading)
    {
        if (reading.Text() is { } text)
        {
            reading.Emit(text);
        }
    }

    private static void ReadFolder(FieldReading reading)
    {
        if (reading.Text() is { } text)
        {
            reading.Emit(ConfigPaths.ExpandHome(text, reading.Writer.UserHome));
        }
    }

    private static void ReadFlag(FieldReading reading)
    {
        if (FlagOf(reading.Node) is { } value)
        {
            reading.Emit(value ? "true" : "false");
        }
        else
        {
            reading.Expected(reading.FromEnvironment ? "true or false" : "true or false (without quotes)");
        }
    }

    private static void ReadJsonObject(FieldReading reading)
    {
        if (reading.Node.Kind != JsonValueKind.Object)
        {
            reading.Expected("an object { }");
        }
        else if (VariableReferences.IsIn(reading.Node.Text))
        {
            reading.Refuse("holds ${…}, which is not read within this object. Write the value.");
        }
        else
        {
            reading.Emit(reading.Node.Text);
        }
    }
}
