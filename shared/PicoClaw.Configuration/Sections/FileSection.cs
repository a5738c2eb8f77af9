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
            new("$schema", "", FieldKinds.Elsewhere(JsonTypes.Text))
            {
                English = "The JSON Schema with which an editor checks the file, as `picoclaw config schema` prints it.",
                Chinese = "编辑器检查这个文件时用的 JSON Schema，由 `picoclaw config schema` 输出",
            },
            new("version", "", FieldKinds.Elsewhere(() => new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = NewestVersion }))
            {
                English = "The version of the file's form. All forms are read whatever it says.",
                Chinese = "文件格式的版本。无论写多少，各种格式都能读取",
            },
        ],
        "bindings", "build_info", "devices", "events", "evolution", "heartbeat", "hooks", "isolation", "voice");
}
