using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.OpenApi;

namespace DingTalk.Emulator.Cards;

// The body of a create, with or without a delivery.
internal sealed record CardCreation(string OutTrackId, string TemplateId, Dictionary<string, string> Data)
{
    public required Dictionary<string, Dictionary<string, string>> OfUsers { get; init; }

    public required IReadOnlyList<DynamicDataSource> Sources { get; init; }

    // These may be mentioned in the card's text.
    public required IReadOnlyList<string> AtUserIds { get; init; }

    // Clicks are sent only to an app that asks for them.
    public required bool HasCallbacks { get; init; }

    // The types of the spaces that the card has a model for.
    public required IReadOnlyList<string> Spaces { get; init; }

    // `error` is one of DingTalk's codes for the dynamic data; other faults are the call's problem.
    public static CardCreation Read(JsonFields call, string outTrackId, out string? error)
    {
        var template = call.Text("cardTemplateId", required: true) ?? "";
        if (!call.Has("cardData"))
        {
            call.Report("\"cardData\" is missing", "cardData");
        }

        var atUserIds = call.Texts("cardAtUserIds") ?? [];
        if (atUserIds.Any(AppDirectory.IsEncrypted))
        {
            call.Report("\"cardAtUserIds\" must hold staff ids", "cardAtUserIds");
        }

        return new CardCreation(outTrackId, template, CardParams.Read(call))
        {
            OfUsers = CardParams.ReadPrivate(call),
            Sources = DynamicDataSource.Read(call, out error),
            AtUserIds = atUserIds,
            HasCallbacks = call.Text("callbackType") == "STREAM",
            Spaces = OpenSpace.WithModel(call),
        };
    }
}
