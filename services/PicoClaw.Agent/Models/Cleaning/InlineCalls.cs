using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Models.Cleaning;

/// <summary>
/// Finds the tool calls that a model, or the service around it, left in the text of an answer. A call of an offered tool becomes a real one;
/// everything else between such marks is dropped, because it means nothing to the user. Marks inside code stay.
/// </summary>
internal static partial class InlineCalls
{
    /// <summary>The text without the calls; null when there are none.</summary>
    public static InlineCallsFound? In(string text, IReadOnlyList<AIFunction> tools)
    {
        if (InlineCall.Bare(text.Trim(), tools) is { } bare)
        {
            return new InlineCallsFound("", [bare], 0);
        }

        if (!Marks().IsMatch(text))
        {
            return null;
        }

        var code = new CodeSpans(text);
        var (calls, dropped) = (new List<FunctionCallContent>(), 0);
        var rest = Section().Replace(text, section =>
        {
            if (code.Contain(section.Index))
            {
                return section.Value;
            }

            var found = InlineCall.In(section.Groups["body"].Value, tools);
            calls.AddRange(found);
            dropped += found.Count == 0 ? 1 : 0;
            return "";
        });
        return calls.Count + dropped == 0 ? null : new InlineCallsFound(rest.Trim(), calls, dropped);
    }

    /// <summary>True when a mark of a call stands in a text.</summary>
    public static bool HasMark(ReadOnlySpan<char> text) => Marks().IsMatch(text);

    [GeneratedRegex(@"<tool_call|<function[_=]|<\|tool_call|<｜|<minimax:tool_call>|<invoke |\[TOOL_CALLS\]|<\|python_tag\|>")]
    private static partial Regex Marks();

    // In this order: Hermes, Qwen, GLM, MiniMax and Anthropic's old form; Kimi; DeepSeek, two forms; Llama, two forms; MiniMax; Mistral.
    [GeneratedRegex(
        @"<(?<tag>tool_calls?|function_calls?|minimax:tool_call)>(?<body>.*?)(?:</\k<tag>>|(?=<\k<tag>>)|\z)"
        + @"|<\|tool_calls_section_begin\|>(?<body>.*?)(?:<\|tool_calls_section_end\|>|\z)"
        + @"|<｜tool▁calls▁begin｜>(?<body>.*?)(?:<｜tool▁calls▁end｜>|\z)"
        + @"|<｜DSML｜(?:function_calls|tool_calls)>(?<body>.*?)(?:</｜DSML｜(?:function_calls|tool_calls)>|\z)"
        + @"|<\|python_tag\|>(?<body>.*?)(?:<\|e[a-z]*_id\|>|\z)"
        + @"|(?<body><function=[^>]+>.*?(?:</function>|\z))"
        + @"|(?<body><invoke name=.*?(?:</invoke>|\z))"
        + @"|\[TOOL_CALLS\](?<body>.*)\z",
        RegexOptions.Singleline)]
    private static partial Regex Section();
}
