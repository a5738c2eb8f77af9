using System.Text.Json.Nodes;
using PicoClaw.Configuration.Schema;
using PicoClaw.Configuration.Sections;

namespace PicoClaw.Configuration;

/// <summary>The JSON Schema (draft 2020-12) of config.json, for editors and for checks before a deployment.</summary>
public static class ConfigJsonSchema
{
    /// <summary>
    /// Stricter than the bot in one point: words must have their documented spelling. In place of a number, a flag or one of several words, a text
    /// with a variable (${NAME}) passes, because only the process knows its value.
    /// </summary>
    public static JsonObject Create()
    {
        var schema = SectionJsonSchema.Of(ConfigSchema.Root);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "PicoClaw configuration");
        return schema;
    }
}
