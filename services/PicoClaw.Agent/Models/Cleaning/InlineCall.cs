using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Wire.Json;

namespace PicoClaw.Agent.Models.Cleaning;

/// <summary>One tool call in the text of an answer, in the forms that the chat templates of models give it.</summary>
internal static partial class InlineCall
{
    private const string Fence = "```";

    /// <summary>The call when a whole answer is nothing but its JSON.</summary>
    public static FunctionCallContent? Bare(string text, IReadOnlyList<AIFunction> tools)
    {
        var json = IsFenced(text) && text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var line ? text[line..^Fence.Length].Trim() : text;
        return json is ['{', .., '}'] && LenientJson.Parse(json) is { } root && Arguments(root) is not null ? OfJson(root, tools) : null;
    }

    /// <summary>True when an answer that begins like this may be nothing but the JSON of a call.</summary>
    public static bool MayBecomeBare(string beginning)
    {
        if (!beginning.StartsWith(Fence, StringComparison.Ordinal))
        {
            return beginning is ['{', ..] || Fence.StartsWith(beginning, StringComparison.Ordinal);
        }

        var line = beginning.IndexOf('\n', StringComparison.Ordinal);
        return line < 0 || beginning.AsSpan(line).TrimStart() is [] or ['{', ..];
    }

    public static IReadOnlyList<FunctionCallContent> In(string body, IReadOnlyList<AIFunction> tools)
    {
        body = body.Trim();
        IEnumerable<FunctionCallContent?> calls =
            LenientJson.Parse(body) is { } root ? ((JsonElement?)root).Items().Select(item => OfJson(item, tools))
            : Named().IsMatch(body)
                ? Named().Matches(body).Select(call => OfJson(call.Groups["name"].Value, LenientJson.Parse(call.Groups["json"].Value), tools))
            : Tagged().IsMatch(body)
                ? Tagged().Matches(body).Select(call => OfTags(call.Groups["name"].Value, call.Groups["rest"].Value, tools))
            : Lines(body).Select(line => LenientJson.Parse(line) is { } one ? OfJson(one, tools) : OfTags(line, "", tools));
        return [.. calls.OfType<FunctionCallContent>()];
    }

    private static bool IsFenced(string text) => text.StartsWith(Fence, StringComparison.Ordinal) && text.EndsWith(Fence, StringComparison.Ordinal);

    private static string[] Lines(string body) => body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static FunctionCallContent? OfJson(JsonElement call, IReadOnlyList<AIFunction> tools)
    {
        var function = call.Field("function") is { ValueKind: JsonValueKind.Object } inner ? inner : call;
        var name = function.Field("name").Text() ?? function.Field("function").Text();
        return name is null ? null : OfJson(name, Arguments(function), tools);
    }

    private static JsonElement? Arguments(JsonElement call) => call.Field("arguments") ?? call.Field("parameters") ?? call.Field("function").Field("arguments");

    private static FunctionCallContent? OfJson(string name, JsonElement? arguments, IReadOnlyList<AIFunction> tools)
    {
        var values = arguments is { ValueKind: JsonValueKind.String } text ? LenientJson.Parse(text.GetString()!) : arguments;
        return Tool(name, tools) is not { } tool || values is not (null or { ValueKind: JsonValueKind.Object })
            ? null
            : Call(tool, values?.EnumerateObject().ToDictionary(value => value.Name, value => (object?)value.Value) ?? []);
    }

    // Every value is text here; the tool's schema tells its type.
    private static FunctionCallContent? OfTags(string name, string rest, IReadOnlyList<AIFunction> tools) => Tool(name, tools) is not { } tool ? null : Call(
        tool,
        Parameter().Matches(rest).DistinctBy(value => value.Groups["key"].Value).ToDictionary(
            value => value.Groups["key"].Value.Trim(),
            value => (object?)Typed(tool, value.Groups["key"].Value.Trim(), value.Groups["value"].Value)));

    private static object Typed(AIFunction tool, string key, string value)
    {
        var schema = tool.JsonSchema.Field("properties").Field(key);
        var isText = schema.Field("type") is { } type && type.GetRawText().Contains("\"string\"", StringComparison.Ordinal);
        var text = value.StartsWith('\n') && value.EndsWith('\n') && value.Length > 1 ? value[1..^1] : value;
        return !isText && LenientJson.Parse(text) is { } json ? json : text;
    }

    private static AIFunction? Tool(string name, IReadOnlyList<AIFunction> tools)
    {
        var plain = KimiName().Replace(name.Trim().Trim('"', '\''), "$1");
        return tools.FirstOrDefault(tool => tool.Name == plain);
    }

    private static FunctionCallContent Call(AIFunction tool, Dictionary<string, object?> arguments) =>
        new(Guid.NewGuid().ToString("N")[..9], tool.Name, arguments);

    [GeneratedRegex(@"^(?:functions\.)?(.+?)(?::\d+)?$")]
    private static partial Regex KimiName();

    // A name, a mark of the template, and JSON.
    [GeneratedRegex(
        @"(?:<\|tool_call_begin\|>|<｜tool▁call▁begin｜>(?:function<｜tool▁sep｜>)?|<function=|\A)\s*(?<name>[\w.:-]+)\s*"
        + @"(?:<\|tool_call_argument_begin\|>|<｜tool▁sep｜>|>|\[ARGS\])?\s*(?:```json)?\s*(?<json>\{.*?\})\s*(?:```)?\s*(?=<|\z)",
        RegexOptions.Singleline)]
    private static partial Regex Named();

    [GeneratedRegex(
        @"(?:<function=(?<name>[^>]+)>(?<rest>.*?)(?:</function>|\z))"
        + @"|(?:<(?:｜DSML｜)?invoke name=""(?<name>[^""]+)"">(?<rest>.*?)(?:</(?:｜DSML｜)?invoke>|\z))"
        + @"|\A(?<name>[\w.-]+)\s*(?<rest><arg_key>.*)\z",
        RegexOptions.Singleline)]
    private static partial Regex Tagged();

    [GeneratedRegex(
        @"<parameter=(?<key>[^>]+)>(?<value>.*?)(?:</parameter>|(?=<parameter=)|\z)"
        + @"|<(?:｜DSML｜)?parameter name=""(?<key>[^""]+)""[^>]*>(?<value>.*?)</(?:｜DSML｜)?parameter>"
        + @"|<arg_key>(?<key>.*?)</arg_key>\s*<arg_value>(?<value>.*?)</arg_value>",
        RegexOptions.Singleline)]
    private static partial Regex Parameter();
}
