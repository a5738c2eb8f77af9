using System.Text.Json.Nodes;
using PicoClaw.Configuration.Sections;

namespace PicoClaw.Configuration.Editing;

/// <summary>The models of a file that is edited.</summary>
public sealed class ModelEdit
{
    private readonly JsonObject _root;

    internal ModelEdit(JsonObject root) => _root = root;

    /// <summary>The model that answers: the one that agents.defaults names, else the first; null when there is none.</summary>
    public string? Default => Defaults(create: false)?["model_name"]?.ToString() ?? Defaults(create: false)?["model"]?.ToString()
        ?? Entries().Select(entry => entry["model_name"]?.ToString()).FirstOrDefault();

    /// <summary>Adds the model or changes the one of its name, and lets it answer; a null leaves the field as it is.</summary>
    public void Set(string name, string model, string? apiKey, Uri? apiBase)
    {
        if (_root[ModelsSection.List] is not JsonArray list)
        {
            _root[ModelsSection.List] = list = [];
        }

        var entry = Entries().FirstOrDefault(entry => name.Equals(entry["model_name"]?.ToString(), StringComparison.OrdinalIgnoreCase));
        if (entry is null)
        {
            entry = new JsonObject { ["model_name"] = name };
            list.Add(entry);
        }

        entry["model"] = model;
        if (apiBase is not null)
        {
            entry["api_base"] = apiBase.OriginalString;
        }

        if (apiKey is not null)
        {
            entry.Remove("api_key");
            entry["api_keys"] = new JsonArray(apiKey);
        }

        if (entry.ContainsKey("enabled"))
        {
            entry["enabled"] = true;
        }

        // "model" is another name for the same field, and both together are a fault.
        var defaults = Defaults(create: true)!;
        defaults[defaults.ContainsKey("model") ? "model" : "model_name"] = name;
    }

    private IEnumerable<JsonObject> Entries() => (_root[ModelsSection.List] as JsonArray)?.OfType<JsonObject>() ?? [];

    private JsonObject? Defaults(bool create)
    {
        if (_root["agents"] is JsonObject agents && agents["defaults"] is JsonObject defaults)
        {
            return defaults;
        }

        if (!create)
        {
            return null;
        }

        if (_root["agents"] is not JsonObject parent)
        {
            // A list of agents is ignored, with a warning: the file may belong to the original.
            _root["agents"] = parent = _root["agents"] is null
                ? []
                : throw new ConfigException("agents in the file is not an object, so agents.defaults.model_name cannot be written. Correct it by hand.");
        }

        parent["defaults"] = defaults = [];
        return defaults;
    }
}
