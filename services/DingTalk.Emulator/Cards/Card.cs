using DingTalk.Emulator.Statistics;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Cards;

// A card and its places in the transcript. Only CardStore changes it, under its lock.
internal sealed class Card(string outTrackId, string templateId, Dictionary<string, string> data, TimeProvider time)
{
    private const string FlowStatus = "flowStatus";
    private const string Inputting = "2", Finished = "3", Failed = "5";

    private readonly RateMeter _rate = new(time);
    private readonly CardViewers _viewers = new();
    private Dictionary<string, string> _params = data;
    private string? _streamed;

    public string OutTrackId => outTrackId;

    // No more streaming; single variables may still be set.
    public bool Finalized { get; private set; }

    // The card is finished, so its text counts as a reply.
    public bool IsDone => Finalized || _params.GetValueOrDefault(FlowStatus) is Finished or Failed;

    public int Characters => CardParams.Characters(_params) + _viewers.Characters;

    public IReadOnlyList<DynamicDataSource> Sources { get; init; } = [];

    // Sequence numbers of its transcript entries.
    public List<long> Shown { get; } = [];

    // The visible text: the streamed variable, or all variables before streaming.
    public string Text => TextOf(_params);

    public CardView View
    {
        get
        {
            var faces = _viewers.See(_params).ToDictionary(one => one.Key, one => new CardFace(TextOf(one.Value), one.Value));
            return new CardView(outTrackId, templateId)
            {
                FlowStatus = _params.GetValueOrDefault(FlowStatus),
                Finalized = Finalized,
                Params = new Dictionary<string, string>(_params),
                Updates = _rate.Total,
                PeakPerSecond = _rate.Peak,
                Viewers = faces.Count == 0 ? null : faces,
            };
        }
    }

    public void Set(Dictionary<string, string> values, bool byKey)
    {
        _rate.Count();
        _viewers.UpdatedForAll();
        if (!byKey)
        {
            _params = [];
            _streamed = null;
        }

        foreach (var (name, value) in values)
        {
            _params[name] = value;
        }
    }

    public void SetPrivate(string user, Dictionary<string, string> values, bool byKey) => _viewers.SetPrivate(user, values, byKey);

    public void Answer(string user, ClickAnswer answer) => _viewers.Answer(user, _params, answer);

    public void Stream(CardUpdate update)
    {
        _rate.Count();
        _viewers.UpdatedForAll();
        _streamed = update.Key;
        _params[update.Key] = update.IsFull ? update.Content : _params.GetValueOrDefault(update.Key) + update.Content;
        _params[FlowStatus] = update.IsError ? Failed : update.IsFinalize ? Finished : Inputting;
        Finalized = update.IsFinalize;
    }

    private string TextOf(Dictionary<string, string> values) => _streamed is not null
        ? values.GetValueOrDefault(_streamed, "")
        : string.Join("\n\n", values.Where(one => one.Key != FlowStatus && one.Value.Length > 0).Select(one => one.Value));
}
