using Harness.Agents;
using Harness.Cards;

namespace EndToEnd.Tests.Cards;

/// <summary>An answer grows on its card while the model speaks, and ends as what the conversation remembers.</summary>
public sealed class LiveReplyTests
{
    private readonly HeldSpeech _speech = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 180_000)]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Answer_GrowsOnOneCard_AndEndsAsTheTextOfTheHistory(int agents)
    {
        await using var system = await CardSystem.StartAsync(_speech.SpeakAsync, agents);
        var token = new Token(1, 1);
        await system.SayAsync(CardSystem.Cards, token, $"tell me {token}");
        (await system.CalledAsync(token)).Streams.ShouldBeTrue();

        await _speech.SayAsync("The first sentence. ", Cancel);
        var first = await system.ShownAsync(token, reply => reply.Text.Contains("first", StringComparison.Ordinal));
        first.Card!.IsOpen.ShouldBeTrue();
        await _speech.SayAsync("The second sentence. ", Cancel);
        var second = await system.ShownAsync(token, reply => reply.Text.Contains("second", StringComparison.Ordinal));
        second.Card!.IsOpen.ShouldBeTrue();
        _speech.End();
        var whole = await system.ShownAsync(token, reply => reply.Card is { IsOpen: false });

        whole.Card!.Finalized.ShouldBeTrue();
        new[] { first, second, whole }.Select(reply => reply.Card!.OutTrackId).Distinct().ShouldHaveSingleItem();
        Guid.TryParseExact(whole.Card.OutTrackId, "N", out _).ShouldBeTrue();
        whole.Text.ShouldStartWith("The first sentence. The second sentence. ");

        var next = new Token(1, 2);
        await system.SayAsync(CardSystem.Cards, next, $"and then {next}", replies: 1);
        (await system.CalledAsync(next)).LastAnswer.ShouldBe(whole.Text);
        var audit = await system.Client.AuditAsync(Cancel);
        audit.Holds.ShouldBeTrue(audit.ToString());
        audit.OnCards.ShouldBeGreaterThan(0);
    }

    /// <summary>Without cards, too.</summary>
    [Fact(Timeout = 180_000)]
    public async Task Reaction_StandsOnTheQuestion_UntilTheAnswerIsThere()
    {
        await using var system = await CardSystem.StartAsync(_speech.SpeakAsync, agents: 1, reaction: "thinking");
        var token = new Token(1, 1);
        await system.SayAsync(CardSystem.Plain, token, $"tell me {token}");

        await system.CalledAsync(token);
        await system.ReactedAsync("🤔思考中");
        await _speech.SayAsync("The whole answer.", Cancel);
        _speech.End();

        (await system.ShownAsync(token, reply => reply.Text.StartsWith("The whole answer.", StringComparison.Ordinal))).Card.ShouldBeNull();
        await system.ReactedAsync();
    }
}
