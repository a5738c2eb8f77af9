using Harness.Agents;
using Harness.Emulators;
using Load.Systems;

namespace Load.Cards;

/// <summary>Turns that somebody stops while the model speaks.</summary>
internal sealed class Stops(BotSystem system)
{
    private const string Link = "dtmd://dingtalkclient/sendMessage?content=";
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] StopButton = ["btn_stop"];
    private int _turns;

    /// <summary>Asks, waits until the turn can be stopped in that way, and stops it.</summary>
    /// <param name="app">Whom to ask.</param>
    /// <param name="readyAsync">Returns the press once it is possible.</param>
    /// <returns>From the press to the end of the model's call, and to the end of what people see.</returns>
    public async Task<(TimeSpan Model, TimeSpan Shown)> StopAsync(string app, Func<Token, string, CancellationToken, Task<Func<Task>>> readyAsync)
    {
        using var patience = new CancellationTokenSource(Patience);
        var token = new Token(++_turns, 1);
        var call = await AskAsync(token, app, patience.Token);
        var pressAsync = await readyAsync(token, app, patience.Token);
        var before = (await RepliesAsync(token, patience.Token)).Select(reply => reply.Sequence).DefaultIfEmpty().Max();

        var pressed = TimeProvider.System.GetUtcNow();
        var pressing = pressAsync();
        var shown = await UntilAsync(
            async () => (await RepliesAsync(token, patience.Token)).Any(reply => reply.Card is { } card ? !card.IsOpen : reply.Sequence > before)
                ? (DateTimeOffset?)TimeProvider.System.GetUtcNow()
                : null,
            patience.Token);
        var ended = await UntilAsync(() => Task.FromResult(call.EndedAt), patience.Token);
        await pressing;
        return (ended!.Value - pressed, shown!.Value - pressed);
    }

    /// <summary>Somebody else in the group presses; then the asker does, and so ends the turn.</summary>
    /// <returns>From the press to the sentence that refuses it; null when the turn did not go on.</returns>
    public async Task<TimeSpan?> RefuseAsync(string app)
    {
        using var patience = new CancellationTokenSource(Patience);

        // Those of even numbers are groups.
        var token = new Token(_turns += 2 - (_turns % 2), 1);
        var call = await AskAsync(token, app, patience.Token);
        var card = await CardAsync(token, patience.Token);

        var pressed = TimeProvider.System.GetUtcNow();
        var pressing = PressAsync(app, card, "somebody");
        var told = await UntilAsync(
            async () => (await RepliesAsync(token, patience.Token)).Any(reply => reply.Text.Contains("administrator", StringComparison.Ordinal))
                ? (DateTimeOffset?)TimeProvider.System.GetUtcNow()
                : null,
            patience.Token);
        var goesOn = call.EndedAt is null;
        await pressing;
        await PressAsync(app, card, User(token));
        await UntilAsync(() => Task.FromResult(call.EndedAt), patience.Token);
        return goesOn ? told!.Value - pressed : null;
    }

    public async Task<Func<Task>> OnCardAsync(Token token, string app, CancellationToken cancellationToken)
    {
        var card = await CardAsync(token, cancellationToken);
        return () => PressAsync(app, card, User(token));
    }

    public async Task<Func<Task>> ByLinkAsync(Token token, string app, CancellationToken cancellationToken)
    {
        var note = await UntilAsync(
            async () => (await RepliesAsync(token, cancellationToken)).FirstOrDefault(reply => reply.Text.Contains(Link, StringComparison.Ordinal)),
            cancellationToken);
        var command = note!.Text[(note.Text.IndexOf(Link, StringComparison.Ordinal) + Link.Length)..].Split(')', ' ', '&')[0];
        return () => SayAsync(token, app, Uri.UnescapeDataString(command));
    }

    public async Task<Func<Task>> ByWordAsync(Token token, string app, CancellationToken cancellationToken)
    {
        await CardAsync(token, cancellationToken);
        return () => SayAsync(token, app, "/stop");
    }

    public Task<Func<Task>> ByWordAtOnceAsync(Token token, string app, CancellationToken cancellationToken) =>
        Task.FromResult<Func<Task>>(() => SayAsync(token, app, "/stop"));

    private static string User(Token token) => $"user{token.Conversation}";

    private async Task<ModelCall> AskAsync(Token token, string app, CancellationToken cancellationToken)
    {
        await system.DingTalk.SayAsync(Dialogues.Question(token, app, waitSeconds: 0), cancellationToken);
        return await UntilAsync(() => Task.FromResult(system.Model.Calls.FirstOrDefault(one => one.Said.Contains(token))), cancellationToken);
    }

    private Task PressAsync(string app, ShownCard card, string person) =>
        system.DingTalk.PressAsync(app, new { outTrackId = card.OutTrackId, actionIds = StopButton, userId = person }, CancellationToken.None);

    private Task SayAsync(Token token, string app, string text) =>
        system.DingTalk.SayAsync(Dialogues.Said(token, app, waitSeconds: 0, text), CancellationToken.None);

    // A card that shows words already.
    private async Task<ShownCard> CardAsync(Token token, CancellationToken cancellationToken) => (await UntilAsync(
        async () => (await RepliesAsync(token, cancellationToken)).FirstOrDefault(
            reply => reply.Card is { IsOpen: true } && reply.Text.Contains("word", StringComparison.Ordinal)),
        cancellationToken))!.Card!;

    private async Task<IEnumerable<Reply>> RepliesAsync(Token token, CancellationToken cancellationToken) =>
        (await system.DingTalk.RepliesAsync(cancellationToken)).Where(reply => reply.ConversationId == $"cid{token.Conversation}==");

    private static async Task<T> UntilAsync<T>(Func<Task<T?>> readAsync, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await readAsync() is { } found)
            {
                return found;
            }

            await Task.Delay(Step, TimeProvider.System, cancellationToken);
        }
    }
}
