using PicoClaw.Egress.Markdown;

namespace PicoClaw.Egress.Tests.Markdown;

public sealed class LineCutterTests
{
    [Theory]
    [InlineData("")]
    [InlineData("short")]
    public void Cut_LineThatFits_IsLeftAlone(string line) => LineCutter.Cut(line).ShouldBe([line]);

    [Fact]
    public void Cut_Words_CutsAfterABlank()
    {
        var pieces = LineCutter.Cut(string.Concat(Enumerable.Repeat("word ", 2000))).ToList();

        pieces.Count.ShouldBeGreaterThan(1);
        pieces.ShouldAllBe(piece => piece.EndsWith("word "));
    }

    [Fact]
    public void Cut_BlankOnlyFarFromTheEnd_IsNotWorthAShortPiece() =>
        LineCutter.Cut("a " + new string('x', 8000)).First().Length.ShouldBeGreaterThan(200);

    [Theory]
    [InlineData("x")]
    [InlineData("字")]
    [InlineData("🎉")]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("\"\\")]
    [InlineData("\u0001")]
    [InlineData("e\u0301")]
    public void Cut_GiantLine_LosesNothingAndCutsNoCharacter(string element)
    {
        var line = string.Concat(Enumerable.Repeat(element, 20_000));

        var pieces = LineCutter.Cut(line).ToList();

        string.Concat(pieces).ShouldBe(line);
        pieces.ShouldAllBe(piece => piece.Length <= MarkdownSplitter.MaxChars && JsonSize.Of(piece) <= MarkdownSplitter.MaxBytes);
        pieces.ShouldAllBe(piece => piece.Length % element.Length == 0);
    }

    [Fact]
    public void Cut_OneCharacterLongerThanAMessage_IsCutBetweenItsParts()
    {
        var line = "e" + string.Concat(Enumerable.Repeat("\u0301\U0001F3FD", 5000));

        var pieces = LineCutter.Cut(line).ToList();

        string.Concat(pieces).ShouldBe(line);
        pieces.ShouldAllBe(piece => !char.IsLowSurrogate(piece.First()) && !char.IsHighSurrogate(piece.Last()));
    }

    [Fact]
    public async Task Cut_Megabytes_IsQuick()
    {
        var line = new string('字', 1_000_000);

        var pieces = await Task.Run(() => LineCutter.Cut(line).Count(), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        pieces.ShouldBeGreaterThan(200);
    }
}
