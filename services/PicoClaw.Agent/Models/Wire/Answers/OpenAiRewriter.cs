using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Models.Wire.Json;

namespace PicoClaw.Agent.Models.Wire.Answers;

/// <summary>Rewrites an answer of an OpenAI-compatible service with the known fields only: the others that services add break clients.</summary>
internal sealed class OpenAiRewriter : IAnswerRewriter
{
    private readonly Thought _thought;
    private readonly ToolCallAssembler _calls;
    private readonly SurrogateHalves _halves = new();
    private readonly UsageCount _usage = new();
    private string? _finish;
    private bool _said;

    public OpenAiRewriter(Thought thought) => (_thought, _calls) = (thought, new ToolCallAssembler(thought));

    public bool IsFinished => _finish is not null;

    public bool Knows(JsonElement root) =>
        root.Field("choices") is { ValueKind: JsonValueKind.Array } || root.Field("usage") is { ValueKind: JsonValueKind.Object };

    public IEnumerable<string> Event(JsonElement root)
    {
        if (Read(root) is { } delta)
        {
            yield return Line(Chunk(Choice("delta", delta, null)));
        }
    }

    // The finish reason is held back until now: some services send it early, or more than once.
    public IEnumerable<string> End()
    {
        if (_finish is not null)
        {
            yield return Line(Chunk(Choice("delta", [], FinishReasons.Normal(_finish))));
        }

        if (_usage.IsReported)
        {
            var counted = Chunk(null);
            counted["usage"] = _usage.ToJson();
            yield return Line(counted);
        }

        yield return "data: [DONE]\n\n";
    }

    public string Whole(JsonElement root)
    {
        var message = Read(root);
        message?["content"] ??= "";
        var whole = Chunk(message is null ? null : Choice("message", message, FinishReasons.Normal(_finish ?? FinishReasons.Stop)));
        whole["object"] = "chat.completion";
        if (_usage.IsReported)
        {
            whole["usage"] = _usage.ToJson();
        }

        return whole.ToJsonString();
    }

    public IEnumerable<string> WholeAsEvents(JsonElement root)
    {
        var events = Event(root).ToList();
        _finish ??= events.Count > 0 ? FinishReasons.Stop : null;
        return events.Concat(End());
    }

    /// <summary>The delta of the first choice; null when there is none, as in events that report usage or filters.</summary>
    private JsonObject? Read(JsonElement root)
    {
        _usage.Add(root.Field("usage"));
        if (root.Field("choices").Items() is not [var choice, ..])
        {
            return null;
        }

        _usage.Add(choice.Field("usage"));
        _finish = FinishReasons.Of(choice.Field("finish_reason")) ?? _finish;
        if (_finish is not null && FinishReasons.IsFailure(_finish))
        {
            throw new ModelCallException(ModelFault.Transient, $"the answer broke off: the service says {_finish}");
        }

        var delta = choice.Field("delta") ?? (_said ? null : choice.Field("message")) ?? choice;
        _thought.Read(delta);
        var clean = new JsonObject { ["role"] = "assistant" };
        if ((TextOf(delta.Field("content") ?? delta.Field("text")) + delta.Field("refusal").Text()) is { Length: > 0 } text)
        {
            clean["content"] = text;
        }

        var pieces = delta.Field("tool_calls").Items().Concat(delta.Field("function_call").Items());
        JsonNode?[] calls = [.. pieces.Where(piece => piece.ValueKind == JsonValueKind.Object && piece.EnumerateObject().Any()).Select(_calls.Read)];
        if (calls.Length > 0)
        {
            clean["tool_calls"] = new JsonArray(calls);
        }

        _said |= clean.Count > 1;
        return clean;
    }

    // A text, or a list of parts, some of which may be thoughts.
    private string TextOf(JsonElement? content)
    {
        if (content is not { ValueKind: JsonValueKind.Array or JsonValueKind.Object })
        {
            return _halves.Join(content.Text() ?? "");
        }

        var text = new StringBuilder();
        foreach (var part in content.Items())
        {
            text.Append(TextOf(part));
        }

        return _halves.Join(text.ToString());
    }

    private static string? TextOf(JsonElement part) =>
        part.ValueKind == JsonValueKind.String ? part.GetString()
        : part.Field("type").Text() is null or "text" or "output_text" ? part.Field("text").Text()
        : null;

    private static JsonObject Choice(string name, JsonObject content, string? finish) =>
        new() { ["index"] = 0, [name] = content, ["finish_reason"] = finish };

    private static JsonObject Chunk(JsonObject? choice) => new()
    {
        ["id"] = "",
        ["object"] = "chat.completion.chunk",
        ["created"] = 0,
        ["model"] = "",
        ["choices"] = choice is null ? [] : new JsonArray(choice),
    };

    private static string Line(JsonObject chunk) => $"data: {chunk.ToJsonString()}\n\n";
}
