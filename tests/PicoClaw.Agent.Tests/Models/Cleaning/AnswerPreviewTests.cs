using PicoClaw.Agent.Models.Calls;
using PicoClaw.Agent.Models.Cleaning;

namespace PicoClaw.Agent.Tests.Models.Cleaning;

/// <summary>The text that is shown of an answer while it is written, letter by letter.</summary>
public sealed class AnswerPreviewTests
{
    [Theory]
    [InlineData("一二三。", "一二三。")]
    [InlineData("\n一 二 \n", "\n一 二")]
    [InlineData("a < b, x[0] and List<int> are code, not marks at all", "a < b, x[0] and List<int> are code, not marks at all")]
    [InlineData(
        "See [the page](https://example.com) for more of it, please.",
        "See [the page](https://example.com) for more of it, please.")]
    [InlineData("end [1]", "end")]
    [InlineData(
        "<b>bold</b> is bold in HTML; in Markdown it has two stars around it",
        "<b>bold</b> is bold in HTML; in Markdown it has two stars around it")]
    [InlineData("<b>bold</b>", "")]
    [InlineData("```py\nprint(1)\n```", "```py\nprint(1)\n```")]
    public async Task Add_TextWithoutMarks_IsShown(string text, string shown) => (await ShowAsync(text)).ShouldBe(shown);

    [Theory]
    [InlineData("<think>内部</think>\n\n答案", "答案")]
    [InlineData(" \n<think>\n内部\n</think>答案", "答案")]
    [InlineData("<think>一，内部</think>\n<think>二，内部</think>\n答案", "答案")]
    [InlineData("<think>内部 `</think>` 也是内部</think>答案", "答案")]
    [InlineData("[THINK]内部[/THINK]答案", "答案")]
    [InlineData("◁think▷内部◁/think▷答案", "答案")]
    [InlineData("<details type=\"reasoning\" done=\"true\">\n<summary>内部</summary>\n> 内部\n</details>\n答案", "答案")]
    [InlineData("<think>内部", "")]
    [InlineData("第一。<think>内部</think>第二。", "第一。")]
    [InlineData("<|channel|>analysis<|message|>内部<|end|><|start|>assistant<|channel|>final<|message|>答案", "")]
    [InlineData("<think>内部</think><answer>答案</answer>", "")]
    public async Task Add_AThought_OnlyTheAnswerIsShown(string text, string shown)
    {
        (await ShowAsync(text)).ShouldBe(shown);

        InlineThoughts.Without(text).Trim().ShouldStartWith(shown);
    }

    [Theory]
    [InlineData("""我看一下。<tool_call>{"name":"look","arguments":{}}</tool_call>""", "我看一下。")]
    [InlineData("""我看一下。[TOOL_CALLS]look{}""", "我看一下。")]
    [InlineData("""<|python_tag|>{"name":"look","parameters":{}}<|eom_id|>""", "")]
    [InlineData("""<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>look<｜tool▁sep｜>{}<｜tool▁call▁end｜><｜tool▁calls▁end｜>""", "")]
    [InlineData("""{"name":"look","arguments":{}}""", "")]
    [InlineData("```json\n{\"name\":\"look\",\"arguments\":{}}\n```", "")]
    public async Task Add_ACallInTheText_IsHeldBack(string text, string shown) => (await ShowAsync(text)).ShouldBe(shown);

    [Fact]
    public async Task Add_JsonWhereNoToolsAreOffered_IsShown() =>
        (await ShowAsync("""{"name":"look"}""", offersTools: false)).ShouldBe("""{"name":"look"}""");

    [Theory]
    [InlineData("内部 <b>\n</think>\n\n答案", "答案")]
    [InlineData("没有结束", "")]
    public async Task Add_TheAnswerIsKnownToBeginInsideAThought_IsHeldBackUntilItsEnd(string text, string shown) =>
        (await ShowAsync(text, isThinking: true)).ShouldBe(shown);

    private static async Task<string> ShowAsync(string text, bool offersTools = true, bool isThinking = false)
    {
        var shown = new AnswerText();
        var preview = new AnswerPreview(shown, offersTools, isThinking);
        foreach (var letter in text)
        {
            preview.Add(letter.ToString());
        }

        shown.End();
        var pieces = new List<string>();
        await foreach (var (restarts, piece) in shown.ReadAsync(TestContext.Current.CancellationToken))
        {
            restarts.ShouldBeFalse();
            pieces.Add(piece);
        }

        return string.Concat(pieces);
    }
}
