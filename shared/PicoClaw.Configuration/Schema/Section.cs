using PicoClaw.Configuration.Documents;

namespace PicoClaw.Configuration.Schema;

/// <summary>An object of the file (an account, a model, the root) with the fields found in it so far.</summary>
internal sealed class Section(string name, string path, ConfigPlace place)
{
    /// <summary>The prefix of its normalized keys.</summary>
    public string Name => name;

    public string Path => path;

    public ConfigPlace Place => place;

    /// <summary>The channel of an account; null for any other section.</summary>
    public ChannelSchema? Channel { get; init; }

    /// <summary>False for what is switched off: files that its secrets name need not exist.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether the object has a "settings" object, so that a missing field belongs there.</summary>
    public bool HasSettings { get; init; }

    public Dictionary<ConfigField, FoundValue> Found { get; } = [];

    /// <summary>Fields whose value was refused: they are not missing as well.</summary>
    public HashSet<ConfigField> Refused { get; } = [];

    public string PathOf(string field) => path.Length == 0 ? field : $"{path}.{field}";
}
