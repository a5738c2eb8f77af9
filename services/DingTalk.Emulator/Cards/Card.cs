using DingTalk.Emulator.OpenApi;
using DingTalk.Emulator.Statistics;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Cards;

// A card and its places in the transcript. Only CardStore changes it, under its lock.
internal sealed class Card
{
    private const string FlowStatus = "flowStatus", Question = "card_status";
    private const string Inputting = "2", Finished = "3", Executing = "4", Failed = "5";

    // A call is repeated soon or never.
    private const int MostGuids = 200;

    // They tell a client what to draw; nobody reads them.
    private static readonly string[] Wordless =
    [
        FlowStatus, "config", "sys_full_json_obj", "blockList", "btns", "msgButtons", "hasAction", "stop_action", "form", "form_btn_text",
        "question_id", Question, "selected_values",
    ];

    private readonly CardCreation _created;
    private readonly CardTemplate _template;
    private readonly RateMeter _rate;
    private readonly CardViewers _viewers = new();
    private readonly Queue<string> _guids = new();
    private Dictionary<string, string> _params;
    private string? _streamed;

    public Card(CardCreation created, CardTemplate template, TimeProvider time)
    {
        (_created, _template, _rate) = (created, template, new RateMeter(time));
        _params = template.Taken(created.Data);
        Spaces = [.. created.Spaces];
        foreach (var (user, values) in created.OfUsers)
        {
            _viewers.SetPrivate(user, template.Taken(values), byKey: false);
        }
    }

    public IReadOnlyList<string> AtUserIds => _created.AtUserIds;

    public IReadOnlyList<DynamicDataSource> Sources => _created.Sources;

    // The types of spaces that it may be shown in.
    public HashSet<string> Spaces { get; }

    // Sequence numbers of its transcript entries, and the carrier of each space that it was delivered to.
    public List<long> Shown { get; } = [];

    public Dictionary<OpenSpace, string?> Carriers { get; } = [];

    // No more streaming; single variables may still be set.
    public bool Finalized { get; private set; }

    // The card is finished, so its text counts as a reply. A card that asks is whole from the start; it has no flow.
    public bool IsDone => Finalized || Status is Finished or Failed || (Status is null && _params.ContainsKey(Question));

    // Delivered, and still generating.
    public bool IsOpen => Shown.Count > 0 && !IsDone;

    public long Repeated { get; private set; }

    public int Characters => CardParams.Characters(_params) + _viewers.Characters;

    // The visible text: the streamed variable, or all variables before streaming.
    public string Text => TextOf(_params);

    public CardView View
    {
        get
        {
            var faces = _viewers.See(_params).ToDictionary(one => one.Key, one => new CardFace(TextOf(one.Value), one.Value));
            return new CardView(_created.OutTrackId, _template.Id)
            {
                FlowStatus = Status,
                State = State,
                Finalized = Finalized,
                Foreign = _template.IsForeign,
                Callbacks = _created.HasCallbacks,
                Params = new Dictionary<string, string>(_params),
                Updates = _rate.Total,
                PeakPerSecond = _rate.Peak,
                Repeated = Repeated,
                Viewers = faces.Count == 0 ? null : faces,
            };
        }
    }

    private string? Status => _params.GetValueOrDefault(FlowStatus);

    private string State => Status == Failed ? "failed"
        : IsDone ? "finished"
        : Status == Executing ? "executing"
        : Status == Inputting ? "inputting"
        : "processing";

    public bool Takes(string variable) => _template.Takes(variable);

    public void Change(CardChange change)
    {
        if (change.Shared is { } shared)
        {
            Set(shared, change.ByKey);
        }

        foreach (var (user, values) in change.OfUsers)
        {
            _viewers.SetPrivate(user, values, change.PrivateByKey);
        }
    }

    public void Answer(string user, ClickAnswer answer) => _viewers.Answer(user, _params, answer);

    public bool IsRepeated(CardUpdate update) => _guids.Contains(update.Guid);

    public void Repeat() => Repeated++;

    public void Stream(CardUpdate update)
    {
        _guids.Enqueue(update.Guid);
        if (_guids.Count > MostGuids)
        {
            _guids.Dequeue();
        }

        _rate.Count();
        _viewers.UpdatedForAll();
        _streamed = update.Key;
        _params[update.Key] = update.IsFull ? update.Content : _params.GetValueOrDefault(update.Key) + update.Content;
        _params[FlowStatus] = update.IsError ? Failed : update.IsFinalize ? Finished : Inputting;
        Finalized = update.IsFinalize;
    }

    private void Set(Dictionary<string, string> values, bool byKey)
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

    private string TextOf(Dictionary<string, string> values) => _template.IsForeign ? CardTemplate.Unloadable
        : _streamed is not null ? values.GetValueOrDefault(_streamed, "")
        : string.Join("\n\n", values.Where(one => !Wordless.Contains(one.Key) && one.Value.Length > 0).Select(one => one.Value));
}
