using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using PicoClaw.Agent.Answers;
using PicoClaw.Agent.Models.Calls;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Models.Pipeline;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Tools;
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

        (await AnswerAsync(client, new NoReplySink())).ShouldBe(new Answer("hi", IsCut: true));
    }

    [Fact]
    public async Task AnswerAsync_SinkWantsPieces_SeesTheTextGrowAndTheAnswerIsTheWhole()
    {
        var client = new TestChatClient { Pieces = _ => [Piece("Good"), Piece(""), Piece(" mor\0ning"), new() { FinishReason = ChatFinishReason.Stop }] };

        (await AnswerAsync(client, _sink)).ShouldBe(new Answer("Good morning", IsCut: false));

        _sink.Shown.ShouldBe([(_turn.ReplyId, "Good"), (_turn.ReplyId, "Good morning")]);
    }

    [Fact]
    public async Task AnswerAsync_ModelBeginsAnew_TheTextDoesToo()
    {
        var cut = new ChatResponseUpdate { FinishReason = ChatFinishReason.Length };
        var client = new TestChatClient { Pieces = _ => [Piece("Once upon"), StreamRestart.Update(), Piece("Good"), Piece(" night"), cut] };

        (await AnswerAsync(client, _sink)).ShouldBe(new Answer("Good night", IsCut: true));

        _sink.Shown.Select(shown => shown.Text).ShouldBe(["Once upon", "Good", "Good night"]);
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
    public async Task SummarizeAsync_SinkWantsPieces_IsNotShown()
    {
        var client = new TestChatClient { Whole = _ => new ChatResponse(new ChatMessage(ChatRole.Assistant, "they met")) };

        (await Responder(client, _sink).SummarizeAsync([], null, new CallLog(), Cancel)).ShouldBe("they met");

        _sink.Shown.ShouldBeEmpty();
    }

    private Task<Answer> AnswerAsync(IChatClient client, IReplySink sink) =>
        Responder(client, sink).AnswerAsync(
            _turn, [], null, new ToolContext("lane", _turn.Messages, Language.English, IsScheduled: false), _ => Task.CompletedTask, Cancel);

    private static Responder Responder(IChatClient client, IReplySink sink) =>
        new(client, new Toolbox([], [], TimeProvider.System, NullLogger<Toolbox>.Instance), sink);

    private static ChatResponseUpdate Piece(string text) => new(ChatRole.Assistant, text);
}
