using DingTalk.Emulator.Json;
using DingTalk.Emulator.OpenApi;
using DingTalk.Emulator.Transcripts;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Cards;

// POST and PUT /v1.0/card/instances, POST …/deliver and …/createAndDeliver, PUT …/spaces and /v1.0/card/streaming.
internal sealed class CardEndpoints(OpenApiCall calls, CardStore cards, CardDeliverer deliverer, IOptions<EmulatorOptions> options)
{
    private const int LongestId = 64;

    public Task<IResult> CreateAsync(HttpContext http) => calls.SendCardAsync(http, Apis.CardCreate, (app, call) =>
        Create(app, call, out var id, out _) ?? TypedResults.Json(new CardAnswer<string>(true, id), EmulatorJson.Shared.CardAnswerString));

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
        if (call.Root.Count > 0 && string.IsNullOrEmpty(new JsonFields(call.Root).Text("openSpaceId")))
        {
            // DingTalk's gateway finds this before the card API does.
            return calls.Refuse(CardErrors.NoSpace, "openSpaceId is mandatory for this action.");
        }

        var spaces = Spaces(call);
        return Create(app, call, out var id, out var exists)
            ?? TypedResults.Json(
                new CardAnswer<CardDelivery>(true, new CardDelivery(id, exists ? [] : deliverer.Deliver(app, id, spaces, call))),
                EmulatorJson.Shared.CardAnswerCardDelivery);
    });

    public Task<IResult> UpdateAsync(HttpContext http) => calls.SendCardAsync(http, Apis.CardUpdate, (app, call) =>
    {
        var (id, change) = (Id(call), CardChange.Read(call));
        return Refusal(call) ?? Unknown(app, id) ?? Changed(cards.Update(app, id, change));
    });

    // The card's text in the chat list and in notifications: accepted, but not shown here.
    public Task<IResult> SpacesAsync(HttpContext http) => calls.SendCardAsync(http, Apis.CardSpaces, (app, call) =>
    {
        var (id, spaces) = (Id(call), OpenSpace.WithModel(call));
        if ((Refusal(call) ?? Unknown(app, id)) is { } refused)
        {
            return refused;
        }

        if (spaces.Count == 0 && !call.Has(OpenSpace.FeedModel))
        {
            return Refusal(CardErrors.SpaceModel, "give the model of a space, such as imGroupOpenSpaceModel");
        }

        cards.AddSpaces(app, id, spaces);
        return Done();
    });

    public Task<IResult> StreamAsync(HttpContext http) => calls.SendCardAsync(http, Apis.CardStreaming, (app, call) =>
    {
        var (id, update) = (Id(call), CardUpdate.Read(call));
        if (Refusal(call) is { } refused)
        {
            return refused;
        }

        return cards.Knows(app, id) ? Changed(cards.Stream(app, id, update)) : calls.Refuse(CardErrors.StreamedNotExist, "card is not exist");
    });

    private IResult Changed(CardFault? fault) => fault switch
    {
        null => Done(),
        CardFault.TooLong => calls.Refuse(CardErrors.TooLarge, "content is too large"),
        _ => calls.Refuse("unknownError", "未知错误", 500),
    };

    private IResult? Unknown(EmulatorApp app, string id) =>
        cards.Knows(app, id) ? null : calls.Refuse(CardErrors.NotExist, $"{CardErrors.NotExist}: there is no card {id}");

    // `exists` is true when the card was there before and stays as it is.
    private IResult? Create(EmulatorApp app, JsonFields call, out string id, out bool exists)
    {
        (id, exists) = (Id(call), false);
        var creation = CardCreation.Read(call, id, out var error);
        if ((Refusal(call) ?? (error is null ? null : calls.Refuse(error, error))) is { } refused)
        {
            return refused;
        }

        exists = !cards.TryCreate(app, creation);
        return exists && options.Value.CardAlreadyExist == CardAlreadyExist.Refused
            ? calls.Refuse(CardErrors.AlreadyExist, $"{CardErrors.AlreadyExist}: {id} is in use")
            : null;
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
            foreach (var space in spaces.Where(space => space.IsEmulated))
            {
                call.Object(space.DeliverModel);
            }

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
