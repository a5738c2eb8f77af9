namespace DingTalk.Emulator.Cards;

// A card and where it is shown. CardDesk alone changes it, under its lock.
internal sealed class Card(string outTrackId, string templateId, Dictionary<string, string> data, TimeProvider time)
{
    private const string FlowStatus = "flowStatus";
    private const string Inputting = "2", Finished = "3", Failed = "5";

    private readonly RateMeter _rate = new(time);
    private Dictionary<string, string> _params = data;
    private string? _streamed;

    public string OutTrackId => outTrackId;

    // No streaming any more; single variables may still be set.
    public bool Finalized { get; private set; }

    // Its text is what the bot had to say.
    public bool IsDone => Finalized || _params.GetValueOrDefault(FlowStatus) is Finished or Failed;

    public int Characters => CardParams.Characters(_params);

    // Its entries in the transcript.
    public List<long> Shown { get; } = [];

    // What a reader sees: the variable that is streamed, before that all of them.
    public string Text => _streamed is not null ? _params[_streamed] : string.Join("\n\n", _params.Where(one => one.Key != FlowStatus && one.Value.Length > 0).Select(one => one.Value));

    public CardView View => new(outTrackId, templateId, _params.GetValueOrDefault(FlowStatus), Finalized, new Dictionary<string, string>(_params), _rate.Total, _rate.Peak);

    public void Set(Dictionary<string, string> values, bool byKey)
    {
        _rate.Count();
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

    public void Stream(CardUpdate update)
    {
        _rate.Count();
        _streamed = update.Key;
        _params[update.Key] = update.IsFull ? update.Content : _params.GetValueOrDefault(update.Key) + update.Content;
        _params[FlowStatus] = update.IsError ? Failed : update.IsFinalize ? Finished : Inputting;
        Finalized = update.IsFinalize;
    }
}
