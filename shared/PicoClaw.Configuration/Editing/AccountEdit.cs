using System.Text.Json.Nodes;
using PicoClaw.Configuration.Schema;
using PicoClaw.Configuration.Sections;

namespace PicoClaw.Configuration.Editing;

/// <summary>The accounts of a file that is edited.</summary>
public sealed class AccountEdit
{
    private const string Settings = "settings";

    // New accounts go here; older files may have some under "channels".
    private const string NewList = "channel_list";

    private readonly JsonObject _root;

    internal AccountEdit(JsonObject root) => _root = root;

    /// <summary>The names of the accounts of a channel, in the order of the file.</summary>
    public IReadOnlyList<string> NamesOf(string channel) => [.. Entries(channel).Select(entry => entry.Name)];

    /// <summary>A field as the file has it; null when it is not there, or not text.</summary>
    public string? Text(string channel, string name, string field)
    {
        var entry = Find(channel, name);
        var value = entry?[field] ?? (entry?[Settings] as JsonObject)?[field];
        return value is JsonValue text && text.TryGetValue<string>(out var found) ? found : null;
    }

    /// <summary>Adds the account or changes it, and switches it on; a null removes the field.</summary>
    public void Set(string channel, string name, params IReadOnlyList<(string Field, string? Value)> fields)
    {
        var entry = Find(channel, name) ?? Add(channel, name);
        entry["enabled"] = true;
        foreach (var (field, value) in fields)
        {
            var owner = entry.ContainsKey(field) || entry[Settings] is not JsonObject settings ? entry : settings;
            if (value is null)
            {
                owner.Remove(field);
            }
            else
            {
                owner[field] = value;
            }
        }
    }

    private JsonObject? Find(string channel, string name) =>
        Entries(channel).FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Entry;

    private JsonObject Add(string channel, string name)
    {
        if (_root[NewList] is not JsonObject list)
        {
            _root[NewList] = list = [];
        }

        var entry = new JsonObject { ["enabled"] = true, ["type"] = channel, [Settings] = new JsonObject() };
        list[name] = entry;
        return entry;
    }

    private IEnumerable<(string Name, JsonObject Entry)> Entries(string channel) =>
        from list in AccountsSection.Lists
        where _root[list] is JsonObject
        from member in _root[list]!.AsObject()
        where !SectionSchema.IsComment(member.Key) && member.Value is JsonObject
        let type = (member.Value!["type"] as JsonValue)?.ToString() is { Length: > 0 } written ? written : member.Key
        where type.Equals(channel, StringComparison.OrdinalIgnoreCase)
        select (member.Key, member.Value!.AsObject());
}
