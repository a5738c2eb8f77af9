using PicoClaw.Agent.Models.Calls;

namespace PicoClaw.Agent.Tests.Models.Calls;

public sealed class AnswerTextTests
{
    private readonly AnswerText _text = new();

    [Fact]
    public async Task Read_SeveralAdditions_AreOnePiece()
    {
        _text.Append("a");
        _text.Append("b");
        _text.Complete("abc");
        _text.End();

        (await RestAsync()).ShouldBe([(false, "abc")]);
    }

    [Fact]
    public async Task Append_AnotherCallWritesAfterTextWasRead_Restarts()
    {
        _text.Append("half");
        await using var reader = _text.ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        (await reader.MoveNextAsync()).ShouldBeTrue();
        reader.Current.ShouldBe((false, "half"));

        _text.BeginCall();
        _text.Append("whole");

        (await reader.MoveNextAsync()).ShouldBeTrue();
        reader.Current.ShouldBe((true, "whole"));
    }

    [Fact]
    public async Task Append_AnotherCallWritesBeforeTextWasRead_TheReaderSeesTheNewTextAlone()
    {
        _text.Append("half");
        _text.BeginCall();
        _text.Append("whole");
        _text.End();

        (await RestAsync()).ShouldBe([(false, "whole")]);
    }

    [Theory]
    [InlineData("half and more", false, " and more")]
    [InlineData("half", false, "")]
    [InlineData("other", true, "other")]
    [InlineData("", true, "")]
    public async Task Complete_TheAnswerGoesOnOrIsAnother_TheReaderHasItInTheEnd(string answer, bool restarts, string piece)
    {
        _text.Append("half");
        await using var reader = _text.ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        (await reader.MoveNextAsync()).ShouldBeTrue();

        _text.BeginCall();
        _text.Complete(answer);

        (await reader.MoveNextAsync()).ShouldBeTrue();
        reader.Current.ShouldBe((restarts, piece));
    }

    private async Task<List<(bool Restarts, string Text)>> RestAsync()
    {
        var pieces = new List<(bool, string)>();
        await foreach (var piece in _text.ReadAsync(TestContext.Current.CancellationToken))
        {
            pieces.Add(piece);
        }

        return pieces;
    }
}
