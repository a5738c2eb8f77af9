using DingTalk.Emulator.OpenApi;
using DingTalk.Emulator.Statistics;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Cards;

// The cards of all apps, by outTrackId. The transcript shows the current state of a card in every conversation it was delivered to.
internal sealed class CardStore(Transcript transcript, Stats stats, TimeProvider time) : IResettable
{
    // Above this number the oldest cards are dropped.
    private const int Most = 5_000;

    public const string GrowsTooLong = "it grows too long";

    // A later answer to a click or a pull changes nothing.
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string App, string OutTrackId), Card> _cards = [];
    private readonly Queue<(string App, string OutTrackId)> _byAge = new();
    private readonly Dictionary<string, RateMeter> _rates = new(StringComparer.Ordinal);
    private long _created, _delivered, _undelivered;

    public CardFigures Figures
    {
        get
        {
            lock (_gate)
            {
                return new CardFigures(
                    _created, _delivered, _undelivered, _rates.Values.Sum(rate => rate.Total),
                    _rates.Values.Select(rate => rate.Peak).DefaultIfEmpty().Max());
            }
        }
    }

    // False when the outTrackId is in use.
    public bool TryCreate(
        EmulatorApp app, string outTrackId, string templateId, Dictionary<string, string> data,
        Dictionary<string, Dictionary<string, string>> ofUsers,
        IReadOnlyList<DynamicDataSource> sources)
    {
        var card = new Card(outTrackId, templateId, data, time) { Sources = sources };
        lock (_gate)
        {
            if (!_cards.TryAdd((app.ClientId, outTrackId), card))
            {
                return false;
            }

            foreach (var (user, values) in ofUsers)
            {
                card.SetPrivate(user, values, byKey: false);
            }

            _created++;
            _byAge.Enqueue((app.ClientId, outTrackId));
            if (_byAge.Count > Most)
            {
                _cards.Remove(_byAge.Dequeue());
            }

            return true;
        }
    }

    public bool Knows(EmulatorApp app, string outTrackId)
    {
        lock (_gate)
        {
            return _cards.ContainsKey((app.ClientId, outTrackId));
        }
    }

    public IReadOnlyList<DynamicDataSource> SourcesOf(EmulatorApp app, string outTrackId)
    {
        lock (_gate)
        {
            return _cards.TryGetValue((app.ClientId, outTrackId), out var card) ? card.Sources : [];
        }
    }

    public DeliverResult Refuse(OpenSpace space, string error)
    {
        lock (_gate)
        {
            _undelivered++;
        }

        return new DeliverResult(space.Id, space.Type, false, error, null);
    }

    public DeliverResult Deliver(EmulatorApp app, string outTrackId, OpenSpace space, string conversationId)
    {
        var carrier = $"carrier-{Guid.NewGuid():N}";
        lock (_gate)
        {
            if (!_cards.TryGetValue((app.ClientId, outTrackId), out var card))
            {
                return Refuse(space, "the card is gone");
            }

            var entry = new ReplyEntry
            {
                App = app.ClientId,
                ConversationId = conversationId,
                Via = Apis.Card,
                MsgType = "card",
                Text = card.Text,
                UserIds = space.Type == OpenSpace.User ? [space.Id] : [],
                ReceivedAt = time.GetUtcNow(),
                CallId = carrier,
                ProcessQueryKey = space.Type == OpenSpace.Top ? null : carrier,
                Card = card.View,
                Space = space.Type,
            };
            card.Shown.Add(transcript.Replied(entry, answers: card.IsDone).Sequence);
            _delivered++;
        }

        stats.Sent(app.ClientId, Apis.Card);
        return new DeliverResult(space.Id, space.Type, true, "", space.Type == OpenSpace.Top ? null : carrier);
    }

    // Returns null, or the reason why nothing changed.
    public string? Update(EmulatorApp app, string outTrackId, Dictionary<string, string> values, bool byKey) =>
        Change(app, outTrackId, CardParams.Characters(values), streams: false, card => card.Set(values, byKey));

    public string? UpdatePrivate(EmulatorApp app, string outTrackId, Dictionary<string, Dictionary<string, string>> ofUsers, bool byKey) =>
        Change(app, outTrackId, ofUsers.Values.Sum(CardParams.Characters), streams: false, card =>
        {
            foreach (var (user, values) in ofUsers)
            {
                card.SetPrivate(user, values, byKey);
            }
        });

    // The answer to a callback changes the card only for the user who clicked.
    public void Answered(EmulatorApp app, CardClick click, string? ackData, TimeSpan took)
    {
        if (took <= AnswerTimeout && ClickAnswer.Read(ackData) is { } answer)
        {
            var added = CardParams.Characters(answer.Data ?? []) + CardParams.Characters(answer.Private ?? []);
            Change(app, click.OutTrackId, added, streams: false, card => card.Answer(click.UserId, answer));
        }
    }

    public string? Stream(EmulatorApp app, string outTrackId, CardUpdate update) =>
        Change(app, outTrackId, update.Content.Length, streams: true, card => card.Stream(update));

    public void Reset()
    {
        lock (_gate)
        {
            _cards.Clear();
            _byAge.Clear();
            _rates.Clear();
            _created = _delivered = _undelivered = 0;
        }
    }

    private string? Change(EmulatorApp app, string outTrackId, int added, bool streams, Action<Card> change)
    {
        lock (_gate)
        {
            if (!_cards.TryGetValue((app.ClientId, outTrackId), out var card))
            {
                return "there is none";
            }

            if (streams && card.Finalized)
            {
                return "it is finalized";
            }

            // The new text may replace the old one, so the limit allows for both.
            if (card.Characters + added > 2 * CardParams.MaxCharacters)
            {
                return GrowsTooLong;
            }

            var wasDone = card.IsDone;
            change(card);
            (_rates.TryGetValue(app.ClientId, out var rate) ? rate : _rates[app.ClientId] = new RateMeter(time)).Count();
            foreach (var sequence in card.Shown)
            {
                transcript.Rewrite(sequence, entry => entry with { Text = card.Text, Card = card.View }, answers: card.IsDone && !wasDone);
            }

            return null;
        }
    }
}
