using DingTalk.Emulator.OpenApi;
using DingTalk.Emulator.Statistics;
using DingTalk.Emulator.Transcripts;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Cards;

// The cards of all apps, by outTrackId. The transcript shows the current state of a card in every conversation it was delivered to.
internal sealed class CardStore(Transcript transcript, Stats stats, IOptions<EmulatorOptions> options, TimeProvider time) : IResettable
{
    // Above this number the oldest cards are dropped.
    private const int Most = 5_000;

    // A later answer to a click or a pull changes nothing.
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string App, string OutTrackId), Card> _cards = [];
    private readonly Queue<(string App, string OutTrackId)> _byAge = new();
    private readonly Dictionary<string, RateMeter> _rates = new(StringComparer.Ordinal);
    private long _created, _delivered, _undelivered, _repeated;

    public CardFigures Figures
    {
        get
        {
            lock (_gate)
            {
                return new CardFigures(_created, _delivered, _undelivered)
                {
                    Updates = _rates.Values.Sum(rate => rate.Total),
                    PeakPerSecond = _rates.Values.Select(rate => rate.Peak).DefaultIfEmpty().Max(),
                    Repeated = _repeated,
                    Open = _cards.Where(card => card.Value.IsOpen).CountBy(card => card.Key.App).ToDictionary(),
                };
            }
        }
    }

    // False when the outTrackId is in use.
    public bool TryCreate(EmulatorApp app, CardCreation creation)
    {
        var card = new Card(creation, CardTemplate.Of(creation.TemplateId, options.Value.Templates), time);
        lock (_gate)
        {
            if (!_cards.TryAdd((app.ClientId, creation.OutTrackId), card))
            {
                return false;
            }

            _created++;
            _byAge.Enqueue((app.ClientId, creation.OutTrackId));
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

    // Whether the card may be shown in spaces of this type.
    public bool HasSpace(EmulatorApp app, string outTrackId, string type)
    {
        lock (_gate)
        {
            return _cards.TryGetValue((app.ClientId, outTrackId), out var card) && card.Spaces.Contains(type);
        }
    }

    public void AddSpaces(EmulatorApp app, string outTrackId, IReadOnlyList<string> types)
    {
        lock (_gate)
        {
            if (_cards.TryGetValue((app.ClientId, outTrackId), out var card))
            {
                card.Spaces.UnionWith(types);
            }
        }
    }

    public void Undelivered()
    {
        lock (_gate)
        {
            _undelivered++;
        }
    }

    public DeliverResult Refuse(OpenSpace space, string error)
    {
        Undelivered();
        return new DeliverResult(space.Id, space.Type, false, error, null);
    }

    public DeliverResult Deliver(EmulatorApp app, string outTrackId, OpenSpace space, string conversationId)
    {
        var call = $"carrier-{Guid.NewGuid():N}";
        var carrier = space.Type == OpenSpace.Top ? null : call;
        lock (_gate)
        {
            if (!_cards.TryGetValue((app.ClientId, outTrackId), out var card))
            {
                return Refuse(space, "the card is gone");
            }

            if (options.Value.DeliverTwice == DeliverTwice.Ignored && card.Carriers.TryGetValue(space, out var first))
            {
                return new DeliverResult(space.Id, space.Type, true, "", first);
            }

            var entry = new ReplyEntry
            {
                App = app.ClientId,
                ConversationId = conversationId,
                Via = Apis.Card,
                MsgType = "card",
                Text = card.Text,
                UserIds = space.Type == OpenSpace.User ? [space.Id] : [],
                AtUserIds = card.AtUserIds,
                ReceivedAt = time.GetUtcNow(),
                CallId = call,
                ProcessQueryKey = carrier,
                Card = card.View,
                Space = space.Type,
            };
            card.Shown.Add(transcript.Replied(entry, answers: card.IsDone).Sequence);
            card.Carriers[space] = carrier;
            _delivered++;
        }

        stats.Sent(app.ClientId, Apis.Card);
        return new DeliverResult(space.Id, space.Type, true, "", carrier);
    }

    // Returns null, or the reason why nothing changed.
    public CardFault? Update(EmulatorApp app, string outTrackId, CardChange change) => Change(
        app, outTrackId, change.Characters, card => change.Variables.All(card.Takes) ? null : CardFault.UnknownVariable,
        card => card.Change(change));

    // The answer to a callback changes the card only for the user who clicked.
    public void Answered(EmulatorApp app, CardClick click, string? ackData, TimeSpan took)
    {
        if (took <= AnswerTimeout && ClickAnswer.Read(ackData) is { } answer)
        {
            var added = CardParams.Characters(answer.Data ?? []) + CardParams.Characters(answer.Private ?? []);
            Change(app, click.OutTrackId, added, _ => null, card => card.Answer(click.UserId, answer));
        }
    }

    public CardFault? Stream(EmulatorApp app, string outTrackId, CardUpdate update)
    {
        lock (_gate)
        {
            return TryRepeat(app, outTrackId, update) ? null : Change(
                app, outTrackId, update.Content.Length,
                card => !card.Takes(update.Key) ? CardFault.UnknownVariable
                    : card.Finalized && options.Value.StreamAfterFinalize == StreamAfterFinalize.Error ? CardFault.Finalized
                    : null,
                card => card.Stream(update));
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _cards.Clear();
            _byAge.Clear();
            _rates.Clear();
            _created = _delivered = _undelivered = _repeated = 0;
        }
    }

    // The same call again succeeds and changes nothing.
    private bool TryRepeat(EmulatorApp app, string outTrackId, CardUpdate update)
    {
        if (!_cards.TryGetValue((app.ClientId, outTrackId), out var card) || !card.IsRepeated(update))
        {
            return false;
        }

        card.Repeat();
        _repeated++;
        Show(card, answers: false);
        return true;
    }

    private CardFault? Change(EmulatorApp app, string outTrackId, int added, Func<Card, CardFault?> refuse, Action<Card> change)
    {
        lock (_gate)
        {
            if (!_cards.TryGetValue((app.ClientId, outTrackId), out var card))
            {
                return CardFault.Gone;
            }

            // The new text may replace the old one, so the limit allows for both.
            var fault = refuse(card) ?? (card.Characters + added > 2 * CardParams.MaxCharacters ? CardFault.TooLong : null);
            if (fault is not null)
            {
                return fault;
            }

            var wasDone = card.IsDone;
            change(card);
            (_rates.TryGetValue(app.ClientId, out var rate) ? rate : _rates[app.ClientId] = new RateMeter(time)).Count();
            Show(card, answers: card.IsDone && !wasDone);
            return null;
        }
    }

    private void Show(Card card, bool answers)
    {
        foreach (var sequence in card.Shown)
        {
            transcript.Rewrite(sequence, entry => entry with { Text = card.Text, Card = card.View }, answers);
        }
    }
}
