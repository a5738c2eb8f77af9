using System.Text.Json;
using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Cleaning;

namespace PicoClaw.Agent.Tests.Models.Cleaning;

/// <summary>Tool calls that a model wrote as text, in the forms of the chat templates.</summary>
public sealed class InlineCallsTests
{
    private static readonly AIFunction[] Tools = [AIFunctionFactory.Create((string city, int days) =>
        city + days, "weather"), AIFunctionFactory.Create(() => "", "look")];

    [Theory]
    [InlineData("""<tool_call>{"name":"weather","arguments":{"city":"杭州","days":2}}</tool_call>""")]
    [InlineData("<tool_call>\n{\"name\": \"weather\", \"arguments\": {\"city\": \"杭州\", \"days\": 2}}\n</tool_call>")]
    [InlineData("""<tool_call>{"name":"weather","arguments":{"city":"杭州","days":2}}""")]
    [InlineData("""<tool_call>{"name":"weather","arguments":"{\"city\":\"杭州\",\"days\":2}"}</tool_call>""")]
    [InlineData("""<function_call>{"name":"weather","arguments":{"city":"杭州","days":2}}</function_call>""")]
    [InlineData("""<tool_calls>[{"name":"weather","arguments":{"city":"杭州","days":2}}]</tool_calls>""")]
    [InlineData("""<tool_call>{"type":"function","function":{"name":"weather","arguments":{"city":"杭州","days":2}}}</tool_call>""")]
    [InlineData("<tool_call>\n<function=weather>\n<parameter=city>\n杭州\n</parameter>\n<parameter=days>\n2\n</parameter>\n</function>\n</tool_call>")]
    [InlineData("<function=weather>\n<parameter=city>\n杭州\n</parameter>\n<parameter=days>\n2\n</parameter>\n</function>")]
    [InlineData("""<function=weather>{"city":"杭州","days":2}</function>""")]
    [InlineData("<tool_call>weather\n<arg_key>city</arg_key>\n<arg_value>杭州</arg_value>\n<arg_key>days</arg_key>\n<arg_value>2</arg_value>\n</tool_call>")]
    [InlineData("""[TOOL_CALLS][{"name":"weather","arguments":{"city":"杭州","days":2}}]""")]
    [InlineData("""[TOOL_CALLS]weather[ARGS]{"city":"杭州","days":2}""")]
    [InlineData("""[TOOL_CALLS]weather{"city":"杭州","days":2}""")]
    [InlineData("""<|python_tag|>{"name":"weather","parameters":{"city":"杭州","days":2}}<|eom_id|>""")]
    [InlineData(
        """<|tool_calls_section_begin|><|tool_call_begin|>functions.weather:0<|tool_call_argument_begin|>"""
        + """{"city":"杭州","days":2}<|tool_call_end|><|tool_calls_section_end|>""")]
    [InlineData("""<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>weather<｜tool▁sep｜>{"city":"杭州","days":2}<｜tool▁call▁end｜><｜tool▁calls▁end｜>""")]
    [InlineData(
        "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>weather\n```json\n{\"city\":\"杭州\",\"days\":2}\n```"
        + "<｜tool▁call▁end｜><｜tool▁calls▁end｜>")]
    [InlineData(
        """<｜DSML｜function_calls><｜DSML｜invoke name="weather"><｜DSML｜parameter name="city" string="true">杭州</｜DSML｜parameter>"""
        + """<｜DSML｜parameter name="days" string="false">2</｜DSML｜parameter></｜DSML｜invoke></｜DSML｜function_calls>""")]
    [InlineData(
        """<minimax:tool_call><invoke name="weather"><parameter name="city">杭州</parameter>"""
        + """<parameter name="days">2</parameter></invoke></minimax:tool_call>""")]
    [InlineData(
        """<function_calls><invoke name="weather"><parameter name="city">杭州</parameter>"""
        + """<parameter name="days">2</parameter></invoke></function_calls>""")]
    [InlineData("""{"name":"weather","arguments":{"city":"杭州","days":2}}""")]
    [InlineData("```json\n{\"name\":\"weather\",\"parameters\":{\"city\":\"杭州\",\"days\":2}}\n```")]
    public void In_ACallOfAnOfferedTool_IsFound(string text)
    {
        var found = InlineCalls.In(text, Tools).ShouldNotBeNull();

        var call = found.Calls.ShouldHaveSingleItem();
        call.Name.ShouldBe("weather");
        JsonSerializer.Serialize(call.Arguments, JsonSerializerOptions.Web).ShouldBe(JsonSerializer.Serialize(new { city = "杭州", days = 2 }));
        (found.Text, found.Dropped).ShouldBe(("", 0));
    }

    [Fact]
    public void In_TextAndTwoCalls_AreSeparated()
    {
        const string look = """<tool_call>{"name":"look","arguments":{}}</tool_call>""";
        const string weather = """<tool_call>{"name":"weather","arguments":{"city":"杭州","days":1}}</tool_call>""";

        var found = InlineCalls.In($"我看一下。{look}{weather}", Tools)!;

        found.Calls.Select(call => call.Name).ShouldBe(["look", "weather"]);
        found.Text.ShouldBe("我看一下。");
        found.Calls.Select(call => call.CallId).ShouldBeUnique();
    }

    [Theory]
    [InlineData("""答。<tool_call>{"name":"no_such_tool","arguments":{}}</tool_call>""")]
    [InlineData("""答。<tool_call>{"name":"weather","argum""")]
    [InlineData("答。<tool_call></tool_call>")]
    [InlineData("答。<function=no_such_tool><parameter=x>1</parameter></function>")]
    public void In_ACallThatCannotBeMade_IsDropped(string text)
    {
        var found = InlineCalls.In(text, Tools).ShouldNotBeNull();

        (found.Text, found.Calls.Count, found.Dropped).ShouldBe(("答。", 0, 1));
    }

    [Theory]
    [InlineData("Qwen 写 `<tool_call>{\"name\":\"look\"}</tool_call>`，就是这样。")]
    [InlineData("例子：\n```\n<tool_call>{\"name\":\"look\",\"arguments\":{}}</tool_call>\n```\n完。")]
    [InlineData("""{"name":"张三","age":3}""")]
    [InlineData("""{"name":"no_such_tool","arguments":{}}""")]
    [InlineData("没有")]
    public void In_TextThatOnlyShowsACall_FindsNone(string text) => InlineCalls.In(text, Tools).ShouldBeNull();
}
