using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests.Documents;

public sealed class ConfigSyntaxTests
{
    [Theory]
    [InlineData("{\n  \"a\": 1,\n}", "line 3, column 1: a comma stands before the closing bracket.")]
    [InlineData("{ \"a\": [1,] }", "line 1, column 11: a comma stands before the closing bracket.")]
    [InlineData("{\n  // note\n}", "line 2, column 3: a comment is not allowed in JSON.")]
    [InlineData("{\n  # note\n}", "line 2, column 3: a comment is not allowed in JSON.")]
    [InlineData("{ /* note */ }", "line 1, column 3: a comment is not allowed in JSON.")]
    [InlineData("{\n  \"a\": 1\n  \"b\": 2\n}", "line 3, column 3: something is missing before this: a comma, or a colon")]
    [InlineData("{ \"a\": \"x\"y\" }", "line 1, column 11: something is missing before this: a comma, or a colon after a key. (A \" inside")]
    [InlineData("{ \"a\" 1 }", "line 1, column 7: something is missing before this")]
    [InlineData("{ \"a\": 'x' }", "line 1, column 8: text is written in double quotes")]
    [InlineData("{ \"a\"： 1 }", "line 1, column 6: \"：\" is a full-width character.")]
    [InlineData("{ “a”: 1 }", "line 1, column 3: \"“\" is a full-width character.")]
    [InlineData("{\n  \"a\": \"x,\n  \"b\": 2\n}", "line 2, column 11: the text is not closed.")]
    [InlineData("{ \"a\": True }", "line 1, column 8: this is not a JSON value.")]
    [InlineData("{ \"a\": yes }", "line 1, column 8: this is not a JSON value.")]
    [InlineData("{ a: 1 }", "line 1, column 3: this is not a JSON value.")]
    [InlineData("{ \"a\": \"C:\\picoclaw\" }", "a backslash inside a text is written twice")]
    [InlineData("{ \"a\": ", "the file ends too early.")]
    [InlineData("{\n  \"a\": 1\n", "the file ends too early.")]
    [InlineData("{ \"a\": , }", "line 1, column 8: a value is missing before this comma.")]
    [InlineData("{ \"a\": ] }", "line 1, column 8: this bracket does not match.")]
    [InlineData("{ : 1 }", "line 1, column 3: this colon does not belong here.")]
    [InlineData("{ \"a\": \"x\ty\" }", "line 1, column 10: a tab inside a text is written as \\t.")]
    [InlineData("{ \"a\": ? }", "line 1, column 8: \"?\" is not expected here.")]
    [InlineData("{\n\u00a0\"a\": 1 }", "line 2, column 1: this is a no-break space (U+00A0), as web pages and chats hold it. Write ordinary spaces.")]
    [InlineData("{\u3000\"a\": 1 }", "this is a full-width space (U+3000)")]
    [InlineData("{ \"a\":\u200b1 }", "this is an invisible character (U+200B, zero width)")]
    [InlineData("{ \"a\": 1 }\u2028", "this is an unusual space (U+2028)")]
    [InlineData("{ \"a\": nul }", "this is not a JSON value.")]
    [InlineData("{ \"a\":\u0000 1 }", "this is an invisible character (U+0000). Remove it.")]
    [InlineData("{} {}", "line 1, column 4:")]
    [InlineData("", "line 1, column 1: the file is empty.")]
    [InlineData(" \n ", "line 1, column 1: the file is empty.")]
    public void Load_BrokenJson_SaysWhereAndWhat(string json, string expected)
    {
        using var folder = new ConfigFolder(json);

        folder.Error().ShouldStartWith($"{folder.ConfigFile}, line ");
        folder.Error().ShouldContain(expected);
    }

    [Fact]
    public void Load_BrokenJson_ShowsTheLineAndACaret()
    {
        using var folder = new ConfigFolder("{\n\t\"gateway\": { \"port\": 1 \"host\": \"localhost\" }\n}");

        var lines = folder.Error().Split(Environment.NewLine);
        lines[1].ShouldBe("""     2 |  "gateway": { "port": * "host": "*********" }""");
        lines[2].Trim().ShouldBe("^");
        lines[2].IndexOf('^', StringComparison.Ordinal).ShouldBe(lines[1].IndexOf("\"host", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ \"client_secret\": \"S3cretValue\" \"x\": 1 }")]
    [InlineData("{ \"client_secret\": S3cretValue }")]
    [InlineData("{ \"client_secret\": \"S3cretValue }")]
    [InlineData("{ \"client_secret: \"S3cretValue\" }")]
    [InlineData("{ \"client_secret\": 'S3cretValue' }")]
    [InlineData("{ \"client_secret\": nS3cretValue }")]
    [InlineData("{ \"api_keys\": [\n \"S3cretValue\n] }")]
    [InlineData("{ \"api_keys\": [ S3cretValue\": \n] }")]
    [InlineData("{ \"api_keys\": [ \"S3cretValue_headers\": { } }")]
    [InlineData("{ \"api_keys\": [ \"a\", \"S3cretValue\": { } }")]
    [InlineData("{ \"headers\": { \"Authorization\": \"S3cretValue\" :} }")]
    public void Load_BrokenJson_NeverShowsAValue(string json)
    {
        using var folder = new ConfigFolder(json);

        folder.Error().ShouldNotContain("S3cretValue");
        folder.Error().ShouldContain("^");
    }

    [Fact]
    public void Load_BrokenLongLine_ShowsItsNeighbourhood()
    {
        using var folder = new ConfigFolder($"{{ {new string(' ', 500)} \"a\": oops {new string(' ', 500)} }}");

        var lines = folder.Error().Split(Environment.NewLine);

        lines[1].Length.ShouldBeLessThan(120);
        lines[1][lines[2].IndexOf('^', StringComparison.Ordinal)].ShouldBe('*');
    }

    [Fact]
    public void Load_TooDeep_SaysSo()
    {
        using var folder = new ConfigFolder($"{{ \"tools\": {new string('[', 70)}{new string(']', 70)} }}");

        folder.Error().ShouldContain("nested too deeply");
    }

    [Fact]
    public void Load_HalfASurrogatePair_IsAnError()
    {
        using var folder = new ConfigFolder("""{ "broker": "\ud800" }""");

        folder.Error().ShouldContain("line 1, column 13: broker holds a \\u escape that is half of a pair.");
    }

    [Fact]
    public void Load_ControlCharactersInAName_AreNotShown()
    {
        using var folder = new ConfigFolder("{ \"\\u001b[31m\\u0000\": 1 }");

        folder.Error().ShouldContain("unknown field: \uFFFD[31m\uFFFD");
    }

    [Fact]
    public void Load_DuplicateKeys_NamesEachWithBothLines()
    {
        using var folder = new ConfigFolder("""
            {
              "broker": "memory",
              "tools": { "a": [ { "x": 1, "x": 2 } ] },
              "broker": "memory"
            }
            """);

        folder.Error().Split(Environment.NewLine)[1..].ShouldBe(
        [
            $"- {folder.ConfigFile}, line 3, column 31: tools.a[0].x is written twice (first on line 3). Remove one of the two.",
            $"- {folder.ConfigFile}, line 4, column 3: broker is written twice (first on line 2). Remove one of the two.",
        ]);
    }
}
