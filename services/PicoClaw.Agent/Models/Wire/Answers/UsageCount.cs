using System.Text.Json;
using System.Text.Json.Nodes;
using PicoClaw.Agent.Models.Wire.Json;

namespace PicoClaw.Agent.Models.Wire.Answers;

/// <summary>
/// The tokens of one answer. Services report them once, with every event, or in a choice, and some count up from event to event:
/// the highest number is right.
/// </summary>
internal sealed class UsageCount
{
    private long _input;
    private long _output;
    private long _cached;
    private long _reasoning;

    public bool IsReported { get; private set; }

    public void Add(JsonElement? usage)
    {
        if (usage is not { ValueKind: JsonValueKind.Object })
        {
            return;
        }

        IsReported = true;
        _input = Most(_input, usage.Field("prompt_tokens") ?? usage.Field("input_tokens"));
        _output = Most(_output, usage.Field("completion_tokens") ?? usage.Field("output_tokens"));
        _cached = Most(_cached, usage.Field("prompt_tokens_details").Field("cached_tokens") ?? usage.Field("prompt_cache_hit_tokens"));
        _reasoning = Most(_reasoning, usage.Field("completion_tokens_details").Field("reasoning_tokens"));
    }

    public JsonObject ToJson() => new()
    {
        ["prompt_tokens"] = _input,
        ["completion_tokens"] = _output,
        ["total_tokens"] = _input + _output,
        ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = _cached },
        ["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = _reasoning },
    };

    // Impossible numbers would overflow in sums.
    private static long Most(long told, JsonElement? next) => Math.Max(told, Math.Min(next.Number() ?? 0, int.MaxValue / 2));
}
