using Harness.Agents;
using Harness.Emulators;

namespace EndToEnd.Tests.Cards;

/// <summary>A turn over three agents is stopped by its asker, in every way, and by nobody else.</summary>
public sealed class StopTests(StopFixture fixture) : IClassFixture<StopFixture>
{
    private const string Link = "dtmd://dingtalkclient/sendMessage?content=";

    private static readonly string[] StopButton = ["btn_stop"];

    private readonly CardSystem _system = fixture.System;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task OnTheCard_TheModelsCallAndTheCardEnd()
    {
        var (token, call, card) = await OnCardAsync(1);

        await PressAsync(card, "ann");

        await CardSystem.EndedAsync(call);
        call.Answered.ShouldBeFalse();
        await _system.ShownAsync(token, reply => reply.Card is { IsOpen: false });
    }

    [Fact(Timeout = 180_000)]
    public async Task ByTheWord_TheModelsCallAndTheCardEnd()
    {
        var (token, call, _) = await OnCardAsync(2);

        await _system.SayAsync(CardSystem.Cards, token, "/stop");

        await CardSystem.EndedAsync(call);
        var stopped = await _system.ShownAsync(token, reply => reply.Card is { IsOpen: false });
        stopped.Text.ShouldStartWith("word 1,…\n\nStopped.");
    }

    [Fact(Timeout = 180_000)]
    public async Task ByTheLinkOfTheNote_TheModelsCallEnds_AndTheReplySaysSo()
    {
        var token = new Token(3, 1);
        await _system.SayAsync(CardSystem.Plain, token, $"tell me {token}");
        var call = await _system.CalledAsync(token);
        var note = await _system.ShownAsync(token, reply => reply.Text.Contains(Link, StringComparison.Ordinal));

        await _system.SayAsync(CardSystem.Plain, token, Command(note));

        await CardSystem.EndedAsync(call);
        await _system.ShownAsync(token, reply => reply.Sequence > note.Sequence);
    }

    [Fact(Timeout = 180_000)]
    public async Task BySomebodyElse_IsRefusedWithASentence_AndTheTurnGoesOnForItsAsker()
    {
        var (token, call, card) = await OnCardAsync(4);

        await PressAsync(card, "bob");
        await _system.ShownAsync(token, reply => reply.Text.Contains("administrator", StringComparison.Ordinal));
        call.EndedAt.ShouldBeNull();
        await PressAsync(card, "ann");

        await CardSystem.EndedAsync(call);
        var stopped = await _system.ShownAsync(token, reply => reply.Card is { IsOpen: false });
        stopped.Card!.OutTrackId.ShouldBe(card.OutTrackId);
    }

    private async Task<(Token Token, ModelCall Call, ShownCard Card)> OnCardAsync(int conversation)
    {
        var token = new Token(conversation, 1);
        await _system.SayAsync(CardSystem.Cards, token, $"tell me {token}");
        var call = await _system.CalledAsync(token);
        var shown = await _system.ShownAsync(token, reply => reply.Card is { IsOpen: true } && reply.Text.Contains("word", StringComparison.Ordinal));
        return (token, call, shown.Card!);
    }

    private Task PressAsync(ShownCard card, string person) =>
        _system.Client.PressAsync(CardSystem.Cards, new { outTrackId = card.OutTrackId, actionIds = StopButton, userId = person }, Cancel);

    private static string Command(Reply note) =>
        Uri.UnescapeDataString(note.Text[(note.Text.IndexOf(Link, StringComparison.Ordinal) + Link.Length)..].Split(')', ' ', '&')[0]);
}
