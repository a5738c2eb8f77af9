namespace DingTalk.Emulator.Cards;

// What the app may do with a template. A foreign one belongs to another app: every call succeeds, but clients cannot draw the card.
internal sealed record CardTemplate(string Id, IReadOnlyCollection<string>? Variables, bool IsForeign)
{
    // What clients draw in place of a card whose template they may not load.
    public const string Unloadable = "内容加载失败";

    // Variables of every template that belong to DingTalk.
    private static readonly string[] OfEvery = ["flowStatus", "config", "sys_full_json_obj"];

    // Without a list of templates, each one is known and takes every variable.
    public static CardTemplate Of(string id, Dictionary<string, List<string>> known) =>
        known.Count == 0 ? new CardTemplate(id, null, false)
        : known.TryGetValue(id, out var variables) ? new CardTemplate(id, variables, false)
        : new CardTemplate(id, null, true);

    public bool Takes(string variable) => Variables is null || OfEvery.Contains(variable) || Variables.Contains(variable);

    public Dictionary<string, string> Taken(Dictionary<string, string> values) =>
        values.Where(one => Takes(one.Key)).ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);
}
