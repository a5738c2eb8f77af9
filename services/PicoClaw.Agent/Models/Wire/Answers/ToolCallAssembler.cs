using System.Text.Json;
using System.Text.Json.Nodes;
using PicoClaw.Agent.Models.Wire.Json;

namespace PicoClaw.Agent.Models.Wire.Answers;

/// <summary>Assigns the pieces of an answer's tool calls to their calls, also for services that leave out the index or the id, or repeat them.</summary>
internal sealed class ToolCallAssembler(Thought thought)
{
    private const int IdLength = 9;

    private readonly List<(string Id, string? Place)> _calls = [];

    public JsonObject Read(JsonElement piece)
    {
        var function = piece.Field("function") ?? piece;
        var name = function.Field("name").Text();
        var id = piece.Field("id").Text();
        var place = piece.Field("index").Text();
        var at = Find(id, place, isNamed: !string.IsNullOrEmpty(name));
        var isNew = at < 0;
        if (isNew)
        {
            // Short and alphanumeric: some services are strict about the form of an id.
            at = _calls.Count;
            _calls.Add((string.IsNullOrEmpty(id) ? Guid.NewGuid().ToString("N")[..IdLength] : id, place));
        }

        if (piece.Field("extra_content") is { } extra)
        {
            thought.Keep(_calls[at].Id, extra);
        }

        var clean = new JsonObject { ["arguments"] = Arguments(function.Field("arguments") ?? function.Field("parameters")) };
        if (isNew)
        {
            clean["name"] = name ?? "";
        }

        var call = new JsonObject { ["index"] = at, ["type"] = "function", ["function"] = clean };
        if (isNew)
        {
            call["id"] = _calls[at].Id;
        }

        return call;
    }

    // A name begins a call; a piece without a name continues one. A new id at a known place is a new call.
    private int Find(string? id, string? place, bool isNamed)
    {
        var known = !string.IsNullOrEmpty(id) ? _calls.FindIndex(call => call.Id == id) : -1;
        if (known >= 0)
        {
            return known;
        }

        var atPlace = place is null ? -1 : _calls.FindLastIndex(call => call.Place == place);
        return isNamed ? (string.IsNullOrEmpty(id) ? atPlace : -1) : atPlace >= 0 ? atPlace : _calls.Count - 1;
    }

    // Some services write the object itself, some JSON within JSON.
    private static string Arguments(JsonElement? arguments) => arguments switch
    {
        { ValueKind: JsonValueKind.Object } whole => whole.GetRawText(),
        { ValueKind: JsonValueKind.String } text when LenientJson.Parse(text.GetString()!) is { ValueKind: JsonValueKind.String } inner
            && LenientJson.Parse(inner.GetString()!) is { ValueKind: JsonValueKind.Object } => inner.GetString()!,
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        _ => "",
    };
}
