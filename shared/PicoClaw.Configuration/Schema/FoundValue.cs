using PicoClaw.Configuration.Documents;

namespace PicoClaw.Configuration.Schema;

/// <summary>A value and the name a person knows it by: its path in the file, or its environment variable.</summary>
internal sealed record FoundValue(ConfigNode Node, string Path)
{
    public static FoundValue FromVariable(string name, string value) => new(ConfigNode.FromVariable(name, value), name);
}
