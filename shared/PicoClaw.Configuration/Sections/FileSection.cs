using System.Text.Json.Nodes;
using PicoClaw.Configuration.Kinds;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Sections;

/// <summary>The version of the file, the schema that an editor checks it with, and the original's sections that have no counterpart here.</summary>
internal static class FileSection
{
    public const int NewestVersion = 3;

    public static readonly SectionSchema Fields = new(
        [
            new("$schema", "", FieldKinds.Elsewhere(JsonTypes.Text)),
            new("version", "", FieldKinds.Elsewhere(() => new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = NewestVersion })),
        ],
        "bindings", "build_info", "devices", "events", "evolution", "heartbeat", "hooks", "isolation", "voice");
}
