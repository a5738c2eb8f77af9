using Microsoft.Extensions.AI;
using PicoClaw.Agent.Answers;
using PicoClaw.Agent.Models.Calls;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Models.Pipeline;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Turns;

namespace PicoClaw.Agent.Tests.Answers;

public sealed class ResponderTests
{
    private readonly Turn _turn = new(Guid.NewGuid(), 1, [new TurnMessage(Said.Direct("hello"))]) { ReplyId = Guid.NewGuid(), Start = 1 };
    private readonly RecordingSink _sink = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnswerAsync_NobodyWantsPieces_AsksForTheWhole()
    {
        var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, " hi\0 ")) { FinishReason = ChatFinishReason.Length };
        var client = new TestChatClient { Whole = _ => response };

        (await AnswerAsync(client, sink: null)).ShouldBe(new Answer("hi", IsCut: true));
    }

    [Fact]
    public async Task AnswerAsync_SinkWantsPieces_SeesTheTextGrowAndTheAnswerIsTheWhole()
    {
        var client = new TestChatClient { Pieces = _ => [Piece("Good"), Piece(""), Piece(" mor\0ning"), new() { FinishReason = ChatFinishReason.Stop }] };

        (await AnswerAsync(client, _sink)).ShouldBe(new Answer("Good morning", IsCut: false));

        _sink.Shown.ShouldBe([(_turn.ReplyId, "[thinking]"), (_turn.ReplyId, "Good"), (_turn.ReplyId, "Good mor\0ning")]);
    }

    [Fact]
    public async Task AnswerAsync_ModelBeginsAnew_TheTextDoesToo()
    {
        var cut = new ChatResponseUpdate { FinishReason = ChatFinishReason.Length };
        var client = new TestChatClient { Pieces = _ => [Piece("Once upon"), StreamRestart.Update(), Piece("Good"), Piece(" night"), cut] };

        (await AnswerAsync(client, _sink)).ShouldBe(new Answer("Good night", IsCut: true));

        _sink.Shown.Select(shown => shown.Text).ShouldBe(["[thinking]", "Once upon", "Good", "Good night"]);
    }

    [Fact]
    public async Task AnswerAsync_OtherProperties_AreNoRestart()
    {
        var other = new ChatResponseUpdate(ChatRole.Assistant, " two") { AdditionalProperties = new() { ["other"] = true } };
        var client = new TestChatClient { Pieces = _ => [Piece("one"), other] };

        (await AnswerAsync(client, _sink)).Text.ShouldBe("one two");
    }

    [Fact]
    public async Task AnswerAsync_StreamWithoutText_IsNoAnswer()
    {
        var client = new TestChatClient { Pieces = _ => [Piece(" ")] };

        await Should.ThrowAsync<ModelsUnavailableException>(() => AnswerAsync(client, _sink));
    }

    [Fact]
    public async Task SummarizeAsync_Text_IsAskedForWhole()
    {
        var client = new TestChatClient { Whole = _ => new ChatResponse(new ChatMessage(ChatRole.Assistant, "they met")) };

        (await new Responder(client).SummarizeAsync([], null, new CallLog(), Cancel)).ShouldBe("they met");
    }

    private Task<Answer> AnswerAsync(IChatClient client, RecordingSink? sink) => new Responder(client).AnswerAsync(
        _turn, [], null, new TurnTools([], _ => Task.CompletedTask, (_, _) => Task.FromResult(false)), sink?.Begin(_turn), Cancel);

    private static ChatResponseUpdate Piece(string text) => new(ChatRole.Assistant, text);
}
