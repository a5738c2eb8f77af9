using System.Text.Json;
using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Json;

// Reads an object's fields by type and keeps the first error as a sentence. A null counts as absent.
internal sealed class JsonFields(JsonObject root)
{
    public JsonObject Root => root;

    public string? Problem { get; private set; }

    // The invalid field, for answers whose code names it.
    public string? Culprit { get; private set; }

    public bool Has(string name) => root[name] is not null;

    public string? Text(string name, bool required = false)
    {
        var text = root[name] is JsonValue value && value.TryGetValue<string>(out var found) ? found : null;
        if (text is null && (required || Has(name)))
        {
            Report($"\"{name}\" must be a string", name);
        }
        else if (required && string.IsNullOrEmpty(text))
        {
            Report($"\"{name}\" must not be empty", name);
        }

        return text;
    }

    public bool? Flag(string name)
    {
        var kind = root[name]?.GetValueKind();
        if (kind is JsonValueKind.True or JsonValueKind.False)
        {
            return kind == JsonValueKind.True;
        }

        if (kind is not null)
        {
            Report($"\"{name}\" must be true or false", name);
        }

        return null;
    }

    public double? Number(string name, double min, double max)
    {
        if (!Has(name))
        {
            return null;
        }

        if (root[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            && value.TryGetValue<double>(out var number) && number >= min && number <= max)
        {
            return number;
        }

        Report($"\"{name}\" must be a number from {min} to {max}", name);
        return null;
    }

    public int? Integer(string name, int min, int max)
    {
        if (Number(name, min, max) is not { } number)
        {
            return null;
        }

        if (number == Math.Floor(number))
        {
            return (int)number;
        }

        Report($"\"{name}\" must be a whole number", name);
        return null;
    }

    public JsonObject? Object(string name)
    {
        if (Has(name) && root[name] is not JsonObject)
        {
            Report($"\"{name}\" must be an object", name);
        }

        return root[name] as JsonObject;
    }

    public List<string>? Texts(string name)
    {
        if (!Has(name))
        {
            return null;
        }

        if (root[name] is JsonArray array && array.All(item => item?.GetValueKind() == JsonValueKind.String))
        {
            return [.. array.Select(item => item!.GetValue<string>())];
        }

        Report($"\"{name}\" must be a list of strings", name);
        return null;
    }

    // Reports unknown fields, because a misspelt one would be ignored silently.
    public void OnlyKnown(IReadOnlyCollection<string> known)
    {
        if (root.Select(field => field.Key).FirstOrDefault(name => !known.Contains(name)) is { } stranger)
        {
            Report($"\"{stranger}\" is not known; the known ones are {string.Join(", ", known)}");
        }
    }

    public void Report(string problem, string? field = null)
    {
        if (Problem is null)
        {
            (Problem, Culprit) = (problem, field);
        }
    }
}
