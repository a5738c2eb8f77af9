using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Cards;

// The body of PUT /v1.0/card/instances. Without "by key" the given variables replace all others.
internal sealed record CardChange(Dictionary<string, string>? Shared, bool ByKey)
{
    public Dictionary<string, Dictionary<string, string>> OfUsers { get; init; } = [];

    public bool PrivateByKey { get; init; }

    public IEnumerable<string> Variables => (Shared ?? []).Keys.Concat(OfUsers.Values.SelectMany(values => values.Keys));

    public int Characters => CardParams.Characters(Shared ?? []) + OfUsers.Values.Sum(CardParams.Characters);

    public static CardChange Read(JsonFields call)
    {
        var (shared, ofUsers) = (CardParams.Read(call), CardParams.ReadPrivate(call));
        var options = new JsonFields(call.Object("cardUpdateOptions") ?? []);

        // An update with only private variables leaves the shared ones unchanged.
        return new CardChange(call.Has("cardData") || ofUsers.Count == 0 ? shared : null, options.Flag("updateCardDataByKey") ?? false)
        {
            OfUsers = ofUsers,
            PrivateByKey = options.Flag("updatePrivateDataByKey") ?? false,
        };
    }
}
