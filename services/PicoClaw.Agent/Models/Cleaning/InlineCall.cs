using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Wire;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>One call in the text of an answer, in the forms that the templates of models have for it.</summary>
internal static partial class WrittenCall
{
    private const string Code = "```";

    /// <summary>A whole answer that is nothing but the JSON of a call.</summary>
    public static FunctionCallContent? Bare(string text, IReadOnlyList<AIFunction> tools)
    {
        var json = text.StartsWith(Code, StringComparison.Ordinal) && text.EndsWith(Code, StringComparison.Ordinal) && text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var line
            ? text[line..^Code.Length].Trim()
            : text;
        return json is ['{', .., '}'] && Loose.Parse(json) is { } root && Arguments(root) is not null ? OfJson(root, tools) : null;
    }

    public static IReadOnlyList<FunctionCallContent> In(string body, IReadOnlyList<AIFunction> tools)
    {
        body = body.Trim();
        FunctionCallContent?[] calls = Loose.Parse(body) is { } root ? [.. ((JsonElement?)root).Items().Select(item => OfJson(item, tools))]
            : Named().IsMatch(body) ? [.. Named().Matches(body).Select(call => OfJson(call.Groups["name"].Value, Loose.Parse(call.Groups["json"].Value), tools))]
            : Tagged().IsMatch(body) ? [.. Tagged().Matches(body).Select(call => OfTags(call.Groups["name"].Value, call.Groups["rest"].Value, tools))]
            : [.. body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => Loose.Parse(line) is { } one ? OfJson(one, tools) : OfTags(line, "", tools))];
        return [.. calls.OfType<FunctionCallContent>()];
    }

    private static FunctionCallContent? OfJson(JsonElement call, IReadOnlyList<AIFunction> tools)
    {
        var function = call.Field("function") is { ValueKind: JsonValueKind.Object } inner ? inner : call;
        var name = function.Field("name").Text() ?? function.Field("function").Text();
        return name is null ? null : OfJson(name, Arguments(function), tools);
    }

    private static JsonElement? Arguments(JsonElement call) => call.Field("arguments") ?? call.Field("parameters") ?? call.Field("function").Field("arguments");

    private static FunctionCallContent? OfJson(string name, JsonElement? arguments, IReadOnlyList<AIFunction> tools)
    {
        var values = arguments is { ValueKind: JsonValueKind.String } text ? Loose.Parse(text.GetString()!) : arguments;
        return Tool(name, tools) is not { } tool || values is not (null or { ValueKind: JsonValueKind.Object })
            ? null
            : Call(tool, values?.EnumerateObject().ToDictionary(value => value.Name, value => (object?)value.Value) ?? []);
    }

    // Every value is text here; what the tool takes says what is meant.
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
        return !isText && Loose.Parse(text) is { } json ? json : text;
    }

    private static AIFunction? Tool(string name, IReadOnlyList<AIFunction> tools)
    {
        var plain = KimiName().Replace(name.Trim().Trim('"', '\''), "$1");
        return tools.FirstOrDefault(tool => tool.Name == plain);
    }

    private static FunctionCallContent Call(AIFunction tool, Dictionary<string, object?> arguments) => new(Guid.NewGuid().ToString("N")[..9], tool.Name, arguments);

    [GeneratedRegex(@"^(?:functions\.)?(.+?)(?::\d+)?$")]
    private static partial Regex KimiName();

    // A name, a mark of the template, and JSON.
    [GeneratedRegex(
        @"(?:<\|tool_call_begin\|>|<｜tool▁call▁begin｜>(?:function<｜tool▁sep｜>)?|<function=|\A)\s*(?<name>[\w.:-]+)\s*"
        + @"(?:<\|tool_call_argument_begin\|>|<｜tool▁sep｜>|>|\[ARGS\])?\s*(?:```json)?\s*(?<json>\{.*?\})\s*(?:```)?\s*(?=<|\z)",
        RegexOptions.Singleline)]
    private static partial Regex Named();

    [GeneratedRegex(
        @"(?:<function=(?<name>[^>]+)>(?<rest>.*?)(?:</function>|\z))|(?:<(?:｜DSML｜)?invoke name=""(?<name>[^""]+)"">(?<rest>.*?)(?:</(?:｜DSML｜)?invoke>|\z))|\A(?<name>[\w.-]+)\s*(?<rest><arg_key>.*)\z",
        RegexOptions.Singleline)]
    private static partial Regex Tagged();

    [GeneratedRegex(
        @"<parameter=(?<key>[^>]+)>(?<value>.*?)(?:</parameter>|(?=<parameter=)|\z)|<(?:｜DSML｜)?parameter name=""(?<key>[^""]+)""[^>]*>(?<value>.*?)</(?:｜DSML｜)?parameter>"
        + @"|<arg_key>(?<key>.*?)</arg_key>\s*<arg_value>(?<value>.*?)</arg_value>",
        RegexOptions.Singleline)]
    private static partial Regex Parameter();
}
