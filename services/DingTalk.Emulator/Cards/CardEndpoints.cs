using DingTalk.Emulator.Json;
using DingTalk.Emulator.Robot;

namespace DingTalk.Emulator.Cards;

// POST and PUT /v1.0/card/instances, POST …/deliver and …/createAndDeliver, PUT /v1.0/card/streaming. Of the errors only the 500 of a streaming
// that cannot be was ever captured, and codes that begin with "param."; the rest is the best estimate.
internal sealed class CardEndpoints(OpenApiCall calls, CardDesk cards, CardDeliverer deliverer)
{
    private const string Malformed = "param.error";
    private const int LongestId = 64;

    public Task<IResult> CreateAsync(HttpContext http) => calls.ShowAsync(http, Apis.CardCreate, (app, call) =>
        Create(app, call, out var id) ?? TypedResults.Json(new CardAnswer<string>(true, id), EmulatorJson.Shared.CardAnswerString));

    public Task<IResult> DeliverAsync(HttpContext http) => calls.ShowAsync(http, Apis.CardDeliver, (app, call) =>
    {
        var id = Id(call);
        var spaces = Spaces(call);
        if (call.Problem is null && !cards.Knows(app, id))
        {
            call.Report($"there is no card {id}");
        }

        return Refusal(call) ?? TypedResults.Json(new CardAnswer<IReadOnlyList<DeliverResult>>(true, deliverer.Deliver(app, id, spaces, call)), EmulatorJson.Shared.CardAnswerIReadOnlyListDeliverResult);
    });

    public Task<IResult> CreateAndDeliverAsync(HttpContext http) => calls.ShowAsync(http, Apis.CardCreateAndDeliver, (app, call) =>
    {
        var spaces = Spaces(call);
        return Create(app, call, out var id)
            ?? TypedResults.Json(new CardAnswer<CardDelivery>(true, new CardDelivery(id, deliverer.Deliver(app, id, spaces, call))), EmulatorJson.Shared.CardAnswerCardDelivery);
    });

    public Task<IResult> UpdateAsync(HttpContext http) => calls.ShowAsync(http, Apis.CardUpdate, (app, call) =>
    {
        var (id, values) = (Id(call), CardParams.Read(call));
        var byKey = new JsonFields(call.Object("cardUpdateOptions") ?? []).Flag("updateCardDataByKey") ?? false;
        if (call.Problem is null && cards.Update(app, id, values, byKey) is { } wrong)
        {
            call.Report($"the card {id} cannot be updated: {wrong}");
        }

        return Refusal(call) ?? Done();
    });

    public Task<IResult> StreamAsync(HttpContext http) => calls.ShowAsync(http, Apis.CardStreaming, (app, call) =>
    {
        var (id, update) = (Id(call), CardUpdate.Read(call));
        return Refusal(call) ?? (cards.Stream(app, id, update) is null ? Done() : calls.Refuse("unknownError", "未知错误", 500));
    });

    private IResult? Create(EmulatorApp app, JsonFields call, out string id)
    {
        id = Id(call);
        var template = call.Text("cardTemplateId", required: true) ?? "";
        var data = CardParams.Read(call);
        if (call.Problem is null && !cards.TryCreate(app, id, template, data))
        {
            call.Report($"outTrackId {id} is in use");
        }

        return Refusal(call);
    }

    private static string Id(JsonFields call)
    {
        var id = call.Text("outTrackId", required: true) ?? "";
        if (id.Length > LongestId)
        {
            call.Report($"\"outTrackId\" is longer than {LongestId}");
        }

        return id;
    }

    private static IReadOnlyList<CardSpace> Spaces(JsonFields call)
    {
        var given = call.Text("openSpaceId", required: true) ?? "";
        if (CardSpace.Parse(given) is { } spaces)
        {
            return spaces;
        }

        call.Report("\"openSpaceId\" must look like dtv1.card//IM_GROUP.<openConversationId> or dtv1.card//IM_ROBOT.<staffId>");
        return [];
    }

    private IResult? Refusal(JsonFields call) => call.Problem is { } problem ? calls.Refuse(Malformed, problem) : null;

    private static IResult Done() => TypedResults.Json(new CardAnswer<bool>(true, true), EmulatorJson.Shared.CardAnswerBoolean);
}
