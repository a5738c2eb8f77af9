using System.Text.Json.Nodes;
using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Cards;

// The card API's documented codes for invalid bodies. DingTalk's messages only repeat the code; these say more.
internal static class CardErrors
{
    public const string NotExist = "param.cardNotExist";
    public const string AlreadyExist = "param.cardAlreadyExist";
    public const string StreamedNotExist = "param.stream.outTrackId";
    public const string SpaceModel = "param.openSpaceModelInvalid";
    public const string TooLarge = "param.stream.content";
    public const string NoSpace = "MissingopenSpaceId";
    private const string Invalid = "param.invalid";

    public static string CodeOf(JsonFields call) => call.Root.Count == 0 ? "param.empty"
        : call.Culprit is not { } field ? Invalid
        : IsGiven(call.Root[field]) ? CodeOfGiven(field)
        : CodeOfMissing(field);

    private static string CodeOfGiven(string field) =>
        field == "openSpaceId" ? "param.openSpaceIdInvalid"
        : field == "cardAtUserIds" ? "param.userIdNotExist"
        : field.EndsWith("OpenDeliverModel", StringComparison.Ordinal) ? "param.openDeliverModelError"
        : field.EndsWith("OpenSpaceModel", StringComparison.Ordinal) ? SpaceModel
        : Invalid;

    private static string CodeOfMissing(string field) => field switch
    {
        "outTrackId" => "param.outTrackIdEmpty",
        "cardTemplateId" => "param.cardTemplateIdEmpty",
        "cardData" => "param.cardPublicDataEmpty",
        "openSpaceId" => "param.openSpaceIdEmpty",
        "key" => "param.stream.keyEmpty",
        "content" => "param.stream.contentEmpty",
        "guid" => "param.stream.guidEmpty",
        "isFull" => "param.stream.isFull",
        _ => Invalid,
    };

    private static bool IsGiven(JsonNode? field) =>
        field is not null && !(field is JsonValue value && value.TryGetValue<string>(out var text) && text.Length == 0);
}
