using DingTalk.Emulator.Json;
using DingTalk.Emulator.OpenApi;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Cards;

// POST and PUT /v1.0/card/instances, POST …/deliver and …/createAndDeliver, PUT …/spaces and /v1.0/card/streaming.
internal sealed class CardEndpoints(OpenApiCall calls, CardStore cards, CardDeliverer deliverer)
{
    private const int LongestId = 64;

    private static readonly string[] SpaceModels =
    [
        "imGroupOpenSpaceModel", "imRobotOpenSpaceModel", "topOpenSpaceModel", "coFeedOpenSpaceModel",
    ];

    public Task<IResult> CreateAsync(HttpContext http) => calls.SendCardAsync(http, Apis.CardCreate, (app, call) =>
        Create(app, call, out var id) ?? TypedResults.Json(new CardAnswer<string>(true, id), EmulatorJson.Shared.CardAnswerString));

    public Task<IResult> DeliverAsync(HttpContext http) => calls.SendCardAsync(http, Apis.CardDeliver, (app, call) =>
    {
        var id = Id(call);
        var spaces = Spaces(call);
        return Refusal(call) ?? Unknown(app, id)
            ?? TypedResults.Json(
                new CardAnswer<IReadOnlyList<DeliverResult>>(true, deliverer.Deliver(app, id, spaces, call)),
                EmulatorJson.Shared.CardAnswerIReadOnlyListDeliverResult);
    });

    public Task<IResult> CreateAndDeliverAsync(HttpContext http) => calls.SendCardAsync(http, Apis.CardCreateAndDeliver, (app, call) =>
    {
        var spaces = Spaces(call);
        return Create(app, call, out var id)
            ?? TypedResults.Json(
                new CardAnswer<CardDelivery>(true, new CardDelivery(id, deliverer.Deliver(app, id, spaces, call))),
                EmulatorJson.Shared.CardAnswerCardDelivery);
    });

    public Task<IResult> UpdateAsync(HttpContext http) => calls.SendCardAsync(http, Apis.CardUpdate, (app, call) =>
    {
        var (id, values, ofUsers) = (Id(call), CardParams.Read(call), CardParams.ReadPrivate(call));
        var options = new JsonFields(call.Object("cardUpdateOptions") ?? []);
        var (byKey, privateByKey) = (options.Flag("updateCardDataByKey") ?? false, options.Flag("updatePrivateDataByKey") ?? false);
        if ((Refusal(call) ?? Unknown(app, id)) is { } refused)
        {
            return refused;
        }

        // An update with only private variables leaves the shared ones unchanged.
        var wrong = call.Has("cardData") || ofUsers.Count == 0 ? cards.Update(app, id, values, byKey) : null;
        wrong ??= ofUsers.Count > 0 ? cards.UpdatePrivate(app, id, ofUsers, privateByKey) : null;
        return wrong is null ? Done() : calls.Refuse(CardErrors.TooLarge, $"the card {id} cannot be updated: {wrong}");
    });

    // The card's text in the chat list and in notifications: accepted, but not shown here.
    public Task<IResult> SpacesAsync(HttpContext http) => calls.SendCardAsync(http, Apis.CardSpaces, (app, call) =>
    {
        var id = Id(call);
        if ((Refusal(call) ?? Unknown(app, id)) is { } refused)
        {
            return refused;
        }

        return SpaceModels.Any(model => call.Object(model) is not null)
            ? Done()
            : calls.Refuse(CardErrors.SpaceModel, $"{CardErrors.SpaceModel}: give one of {string.Join(", ", SpaceModels)}");
    });

    public Task<IResult> StreamAsync(HttpContext http) => calls.SendCardAsync(http, Apis.CardStreaming, (app, call) =>
    {
        var (id, update) = (Id(call), CardUpdate.Read(call));
        if (Refusal(call) is { } refused)
        {
            return refused;
        }

        return cards.Knows(app, id) ? Streamed(cards.Stream(app, id, update)) : calls.Refuse(CardErrors.StreamedNotExist, "card is not exist");
    });

    private IResult Streamed(string? wrong) => wrong switch
    {
        null => Done(),
        CardStore.GrowsTooLong => calls.Refuse(CardErrors.TooLarge, "content is too large"),
        _ => calls.Refuse("unknownError", "未知错误", 500),
    };

    private IResult? Unknown(EmulatorApp app, string id) =>
        cards.Knows(app, id) ? null : calls.Refuse(CardErrors.NotExist, $"{CardErrors.NotExist}: there is no card {id}");

    private IResult? Create(EmulatorApp app, JsonFields call, out string id)
    {
        id = Id(call);
        var template = call.Text("cardTemplateId", required: true) ?? "";
        if (!call.Has("cardData"))
        {
            call.Report("\"cardData\" is missing", "cardData");
        }

        var (data, ofUsers, sources) = (CardParams.Read(call), CardParams.ReadPrivate(call), DynamicDataSource.Read(call, out var error));
        if ((Refusal(call) ?? (error is null ? null : calls.Refuse(error, error))) is { } refused)
        {
            return refused;
        }

        return cards.TryCreate(app, id, template, data, ofUsers, sources)
            ? null
            : calls.Refuse(CardErrors.AlreadyExist, $"{CardErrors.AlreadyExist}: {id} is in use");
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

    private static IReadOnlyList<OpenSpace> Spaces(JsonFields call)
    {
        var given = call.Text("openSpaceId", required: true) ?? "";
        if (OpenSpace.Parse(given) is { } spaces)
        {
            return spaces;
        }

        call.Report(
            "\"openSpaceId\" must look like dtv1.card//IM_GROUP.<openConversationId>, dtv1.card//IM_ROBOT.<staffId> "
            + "or dtv1.card//ONE_BOX.<openConversationId>",
            "openSpaceId");
        return [];
    }

    private IResult? Refusal(JsonFields call) => call.Problem is { } problem ? Refusal(CardErrors.CodeOf(call), problem) : null;

    private IResult Refusal(string code, string problem) => calls.Refuse(code, $"{code}: {problem}");

    private static IResult Done() => TypedResults.Json(new CardAnswer<bool>(true, true), EmulatorJson.Shared.CardAnswerBoolean);
}
