using System.Text.Json.Nodes;
using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.OpenApi;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Cards;

// Delivers a card to each of its spaces. An error in one space is reported for that space only.
internal sealed class CardDeliverer(CardStore cards, DynamicDataPuller dynamicData, ConversationStore conversations, FaultStore faults)
{
    public IReadOnlyList<DeliverResult> Deliver(EmulatorApp app, string outTrackId, IReadOnlyList<OpenSpace> spaces, JsonFields call)
    {
        var closed = faults.TryTakeNamed(FaultNames.UndeliverableSpaces, app.ClientId, Apis.CardDeliver, spaces.Select(space => space.Id));
        var results = spaces.Where(space => HasModels(app, outTrackId, space, call)).Select(space =>
            closed.Contains(space.Id) ? cards.Refuse(space, "a fault of the emulator")
            : IsIllegal(space) ? cards.Refuse(space, "spaceId is illegal")
            : Objection(app, space, call) is { } wrong ? cards.Refuse(space, wrong)
            : cards.Deliver(
                app, outTrackId, space, space.Type == OpenSpace.User ? conversations.DirectOf(app, space.Id) : space.Id)).ToList();
        if (results.FirstOrDefault(one => one.Success) is { } seen)
        {
            dynamicData.Delivered(
                app, outTrackId, seen.SpaceType == OpenSpace.User ? seen.SpaceId : conversations.LastIn(app, seen.SpaceId));
        }

        return results;
    }

    // Without its two models, a space is passed over in silence.
    private bool HasModels(EmulatorApp app, string outTrackId, OpenSpace space, JsonFields call)
    {
        if (!space.IsEmulated
            || (call.Has(space.DeliverModel) && (cards.HasSpace(app, outTrackId, space.Type) || OpenSpace.WithModel(call).Contains(space.Type))))
        {
            return true;
        }

        cards.Undelivered();
        return false;
    }

    // A space needs the user's staff id, not the encrypted id and not a conversation id.
    private static bool IsIllegal(OpenSpace space) =>
        AppDirectory.IsEncrypted(space.Id) || (space.Type == OpenSpace.User && space.Id.StartsWith("cid", StringComparison.Ordinal));

    private string? Objection(EmulatorApp app, OpenSpace space, JsonFields call) => space.Type switch
    {
        OpenSpace.Group when RobotCode(call, space) != app.ClientId =>
            "imGroupOpenDeliverModel.robotCode is not the robot of this app",
        OpenSpace.Group when !conversations.KnowsGroup(app, space.Id) => "the group is not known to this robot",

        // Some clients omit the robotCode here.
        OpenSpace.User when (RobotCode(call, space) ?? app.ClientId) != app.ClientId =>
            "imRobotOpenDeliverModel.robotCode is not the robot of this app",
        OpenSpace.Top when !conversations.KnowsGroup(app, space.Id) => "the group is not known to this robot",
        OpenSpace.Group or OpenSpace.User or OpenSpace.Top => null,
        _ => $"the space {space.Type} is not emulated",
    };

    private static string? RobotCode(JsonFields call, OpenSpace space) =>
        new JsonFields(call.Root[space.DeliverModel] as JsonObject ?? []).Text("robotCode");
}
