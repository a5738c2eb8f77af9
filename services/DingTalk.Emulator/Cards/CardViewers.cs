namespace DingTalk.Emulator.Cards;

// Per-user differences of a card: private variables, and the changes by the answer to the user's own click until the next shared update.
internal sealed class CardViewers
{
    // Above this number the oldest users lose their differences.
    private const int Most = 20;

    private readonly OrderedDictionary<string, CardViewer> _byUser = new(StringComparer.Ordinal);

    public int Characters => _byUser.Values.Sum(viewer => CardParams.Characters(viewer.Private) + CardParams.Characters(viewer.Own ?? []));

    public void SetPrivate(string user, Dictionary<string, string> values, bool byKey) => Merge(Of(user).Private, values, byKey);

    public void Answer(string user, Dictionary<string, string> shared, ClickAnswer answer)
    {
        var viewer = Of(user);
        if (answer.Data is { } data && (data.Count > 0 || !answer.DataByKey))
        {
            viewer.Own ??= new Dictionary<string, string>(shared);
            Merge(viewer.Own, data, answer.DataByKey);
        }

        if (answer.Private is { } own)
        {
            Merge(viewer.Private, own, answer.PrivateByKey);
        }
    }

    public void UpdatedForAll()
    {
        foreach (var viewer in _byUser.Values)
        {
            viewer.Own = null;
        }
    }

    public Dictionary<string, Dictionary<string, string>> See(Dictionary<string, string> shared) => _byUser.ToDictionary(
        one => one.Key,
        one =>
        {
            var seen = new Dictionary<string, string>(one.Value.Own ?? shared);
            Merge(seen, one.Value.Private, byKey: true);
            return seen;
        });

    private static void Merge(Dictionary<string, string> into, Dictionary<string, string> values, bool byKey)
    {
        if (!byKey)
        {
            into.Clear();
        }

        foreach (var (name, value) in values)
        {
            into[name] = value;
        }
    }

    private CardViewer Of(string user)
    {
        if (_byUser.TryGetValue(user, out var known))
        {
            return known;
        }

        if (_byUser.Count == Most)
        {
            _byUser.RemoveAt(0);
        }

        return _byUser[user] = new CardViewer();
    }

    private sealed class CardViewer
    {
        public Dictionary<string, string>? Own { get; set; }

        public Dictionary<string, string> Private { get; } = [];
    }
}
