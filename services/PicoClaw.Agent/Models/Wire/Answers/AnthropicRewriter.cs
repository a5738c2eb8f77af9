using System.Text.Json;
using System.Text.Json.Nodes;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Models.Wire.Json;

namespace PicoClaw.Agent.Models.Wire.Answers;

/// <summary>Rewrites an answer of Anthropic's protocol; services that copy the protocol leave out counts or send null, and add events of their own.</summary>
internal sealed class AnthropicRewriter : IAnswerRewriter
{
    private static readonly HashSet<string> Reasons = ["end_turn", "max_tokens", "stop_sequence", "tool_use", "pause_turn", "refusal"];

    private readonly SurrogateHalves _halves = new();
    private readonly HashSet<long> _open = [];
    private bool _hasBegun;
    private string? _finish;
    private long _input;
    private long _output;

    public bool IsFinished => _finish is not null;

    public bool Knows(JsonElement root) => root.Field("content") is { ValueKind: JsonValueKind.Array };

    public IEnumerable<string> Event(JsonElement root)
    {
        var index = root.Field("index").Number() ?? 0;
        switch (root.Field("type").Text())
        {
            case "message_start":
                Count(root.Field("message").Field("usage"));
                return Begin();
            case "content_block_start":
                return Block(index, root.Field("content_block"));
            case "content_block_delta":
                return Delta(index, root.Field("delta"));
            case "content_block_stop":
                return _open.Remove(index) ? [BlockStop(index)] : [];
            case "message_delta":
                Count(root.Field("usage"));
                Finish(root.Field("delta").Field("stop_reason"));
                return [];
            default:
                return [];
        }
    }

    public IEnumerable<string> End()
    {
        if (_finish is null)
        {
            return [];
        }

        var end = new JsonObject { ["stop_reason"] = _finish, ["stop_sequence"] = null };
        var delta = new JsonObject { ["type"] = "message_delta", ["delta"] = end, ["usage"] = Usage() };
        return [.. Begin(), Line(delta), Line(new JsonObject { ["type"] = "message_stop" })];
    }

    public string Whole(JsonElement root)
    {
        Count(root.Field("usage"));
        Finish(root.Field("stop_reason"));
        var message = Message();
        message["content"] = new JsonArray([.. root.Field("content").Items().Select(Block).OfType<JsonObject>()]);
        message["stop_reason"] = _finish ?? "end_turn";
        message["usage"] = Usage();
        return message.ToJsonString();
    }

    public IEnumerable<string> WholeAsEvents(JsonElement root)
    {
        Count(root.Field("usage"));
        Finish(root.Field("stop_reason"));
        _finish ??= "end_turn";
        var blocks = root.Field("content").Items().SelectMany((block, index) => Block(index, block).Append(BlockStop(index)));
        return [.. Begin(), .. blocks, .. End()];
    }

    private IEnumerable<string> Begin()
    {
        if (_hasBegun)
        {
            return [];
        }

        _hasBegun = true;
        return [Line(new JsonObject { ["type"] = "message_start", ["message"] = Message() })];
    }

    private List<string> Block(long index, JsonElement? block)
    {
        if (Block(block) is not { } clean)
        {
            return [];
        }

        // The content of a block is passed on as a delta, as clients expect it.
        List<string> events = [.. Begin()];
        var (type, text, input) = ((string)clean["type"]!, clean["text"]?.ToString(), clean["input"]?.ToJsonString());
        if (type == "text")
        {
            clean["text"] = "";
        }
        else if (type == "tool_use")
        {
            clean["input"] = new JsonObject();
        }

        _open.Add(index);
        events.Add(BlockStart(index, clean));
        var delta = text is { Length: > 0 } ? new JsonObject { ["type"] = "text_delta", ["text"] = text }
            : input is { Length: > 2 } ? new JsonObject { ["type"] = "input_json_delta", ["partial_json"] = input }
            : null;
        if (delta is not null)
        {
            events.Add(BlockDelta(index, delta));
        }

        return events;
    }

    private JsonObject? Block(JsonElement block) => Block((JsonElement?)block);

    private JsonObject? Block(JsonElement? block) => block.Field("type").Text() switch
    {
        "text" => new JsonObject { ["type"] = "text", ["text"] = _halves.Join(block.Field("text").Text() ?? "") },
        "thinking" => new JsonObject
        {
            ["type"] = "thinking",
            ["thinking"] = block.Field("thinking").Text() ?? "",
            ["signature"] = block.Field("signature").Text() ?? "",
        },
        "redacted_thinking" => new JsonObject { ["type"] = "redacted_thinking", ["data"] = block.Field("data").Text() ?? "" },
        "tool_use" => new JsonObject
        {
            ["type"] = "tool_use",
            ["id"] = block.Field("id").Text() is { Length: > 0 } id ? id : $"toolu_{Guid.NewGuid():N}",
            ["name"] = block.Field("name").Text() ?? "",
            ["input"] = block.Field("input") is { ValueKind: JsonValueKind.Object } input ? JsonObject.Create(input) : [],
        },
        _ => null,
    };

    private IEnumerable<string> Delta(long index, JsonElement? delta)
    {
        var type = delta.Field("type").Text();
        var clean = type switch
        {
            "text_delta" => new JsonObject { ["type"] = type, ["text"] = _halves.Join(delta.Field("text").Text() ?? "") },
            "thinking_delta" => new JsonObject { ["type"] = type, ["thinking"] = delta.Field("thinking").Text() ?? "" },
            "signature_delta" => new JsonObject { ["type"] = type, ["signature"] = delta.Field("signature").Text() ?? "" },
            "input_json_delta" => new JsonObject { ["type"] = type, ["partial_json"] = delta.Field("partial_json").Text() ?? "" },
            _ => null,
        };

        // Some services send text without opening a block.
        IEnumerable<string> opening = type == "text_delta" && _open.Add(index)
            ? [.. Begin(), BlockStart(index, new JsonObject { ["type"] = "text", ["text"] = "" })]
            : [];
        return clean is null || !_open.Contains(index) ? [] : [.. opening, BlockDelta(index, clean)];
    }

    private void Finish(JsonElement? reason)
    {
        if (FinishReasons.Of(reason) is not { } told)
        {
            return;
        }

        if (FinishReasons.IsFailure(told))
        {
            throw new ModelCallException(ModelFault.Transient, $"the answer broke off: the service says {told}");
        }

        _finish = Reasons.Contains(told) ? told : FinishReasons.Normal(told) switch
        {
            FinishReasons.Length => "max_tokens",
            FinishReasons.ToolCalls => "tool_use",
            FinishReasons.ContentFilter => "refusal",
            _ => "end_turn",
        };
    }

    private void Count(JsonElement? usage)
    {
        _input = Math.Max(_input, Sum(usage, "input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"));
        _output = Math.Max(_output, Sum(usage, "output_tokens"));
    }

    private static long Sum(JsonElement? usage, params string[] fields) =>
        fields.Sum(field => Math.Clamp(usage.Field(field).Number() ?? 0, 0, int.MaxValue / 4));

    private JsonObject Usage() => new() { ["input_tokens"] = _input, ["output_tokens"] = _output };

    private static JsonObject Message() => new()
    {
        ["id"] = "msg",
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = "",
        ["content"] = new JsonArray(),
        ["stop_reason"] = null,
        ["stop_sequence"] = null,
        ["usage"] = new JsonObject { ["input_tokens"] = 0, ["output_tokens"] = 0 },
    };

    private static string BlockStart(long index, JsonObject block) =>
        Line(new JsonObject { ["type"] = "content_block_start", ["index"] = index, ["content_block"] = block });

    private static string BlockDelta(long index, JsonObject delta) =>
        Line(new JsonObject { ["type"] = "content_block_delta", ["index"] = index, ["delta"] = delta });

    private static string BlockStop(long index) => Line(new JsonObject { ["type"] = "content_block_stop", ["index"] = index });

    private static string Line(JsonObject data) => $"event: {(string)data["type"]!}\ndata: {data.ToJsonString()}\n\n";
}
