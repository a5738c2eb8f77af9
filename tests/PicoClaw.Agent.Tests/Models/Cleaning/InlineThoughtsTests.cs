using PicoClaw.Agent.Models.Cleaning;

namespace PicoClaw.Agent.Tests.Models.Cleaning;

/// <summary>Text that a model writes to itself is never part of its answer.</summary>
public sealed class InlineThoughtsTests
{
    [Theory]
    [InlineData("<think>\n内部\n</think>\n\n答")]
    [InlineData("\n <think>内部</think>答")]
    [InlineData("<think></think>\n\n答")]
    [InlineData("内部，没有开头\n</think>\n\n答")]
    [InlineData("内部 ```code 没有结束\n</think>\n\n答")]
    [InlineData("<think>内部，先写 <think> 再写</think>还是内部</think>答")]
    [InlineData("<think>一，内部</think>\n<think>二，内部</think>\n答")]
    [InlineData("<think>内部 `</think>` 也是内部</think>答")]
    [InlineData("<THINK>内部</THINK>答")]
    [InlineData("<think type=\"deep\">内部</think >答")]
    [InlineData("<thinking>内部</thinking>答")]
    [InlineData("<thought>\n内部\n</thought>\n答")]
    [InlineData("<reasoning>内部</reasoning>答")]
    [InlineData("<seed:think>内部</seed:think>答")]
    [InlineData("<antThinking>内部</antThinking>答")]
    [InlineData("[THINK]内部[/THINK]答")]
    [InlineData("◁think▷内部◁/think▷答")]
    [InlineData("<|begin_of_thought|>内部<|end_of_thought|><|begin_of_solution|>答<|end_of_solution|>")]
    [InlineData("<|START_THINKING|>内部<|END_THINKING|><|START_RESPONSE|>答<|END_RESPONSE|>")]
    [InlineData("<unused94>thought\n内部<unused95>答")]
    [InlineData("<details type=\"reasoning\" done=\"true\">\n<summary>内部</summary>\n> 内部\n</details>\n答")]
    [InlineData("<think>内部</think><answer>答</answer>")]
    [InlineData("<|channel|>analysis<|message|>内部<|end|><|start|>assistant<|channel|>final<|message|>答<|return|>")]
    [InlineData("<|channel|>analysis<|message|>内部<|end|><|start|>assistant<|channel|>final<|message|>答")]
    public void Without_AThoughtAndAnAnswer_IsTheAnswer(string text) => InlineThoughts.Without(text).Trim().ShouldBe("答");

    [Theory]
    [InlineData("<think>内部，到此为止")]
    [InlineData("<think>内部</think>")]
    [InlineData("内部</think>")]
    [InlineData("<|channel|>analysis<|message|>内部")]
    public void Without_NothingButAThought_IsEmpty(string text) => InlineThoughts.Without(text).Trim().ShouldBeEmpty();

    [Theory]
    [InlineData("第一。<think>内部</think>第二。", "第一。第二。")]
    [InlineData("第一。\n<think>内部，被截断", "第一。\n")]
    public void Without_AThoughtBetweenSentences_TakesItOut(string text, string answer) => InlineThoughts.Without(text).ShouldBe(answer);

    [Theory]
    [InlineData("R1 把思考写在 `<think>` 和 `</think>` 之间。")]
    [InlineData("例子：\n```xml\n<think>内部</think>\n```\n就是这样。")]
    [InlineData("I think <b>so</b>.")]
    [InlineData("x <thinker> y")]
    [InlineData("<reason>为什么</reason>")]
    [InlineData("没有标记")]
    public void Without_MarksThatAreShown_KeepsThem(string text) => InlineThoughts.Without(text).ShouldBe(text);
}
