using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using DingTalk.Stream.Protocol;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Ingress.Mapping;

/// <summary>Maps what DingTalk tells of a press on a card to the contract.</summary>
internal static class PressMapper
{
    private const int LongestId = 200;
    private const int LongestText = 1000;
    private const int LongestFeedbacks = 4000;

    // What a message names its sender by; the other kind cannot be compared with it.
    private const string StaffId = "1";

    private static readonly string[] StopIds = ["btn_stop", "stop"];

    /// <summary>False for a card of somebody else: ours have the id of the reply that they show.</summary>
    public static bool IsOurs(CardCallback callback, out Guid replyId) => Guid.TryParseExact(callback.OutTrackId, "N", out replyId);

    /// <param name="callback">A press on a card that egress made.</param>
    /// <param name="messageId">The frame's.</param>
    /// <param name="account">Whose link it came by.</param>
    /// <param name="now">When.</param>
    /// <param name="action">What was pressed.</param>
    /// <param name="problem">Why it is nothing that can be handled.</param>
    public static bool TryMap(
        CardCallback callback,
        string messageId,
        string account,
        DateTimeOffset now,
        [NotNullWhen(true)] out ActionReceived? action,
        [NotNullWhen(false)] out string? problem)
    {
        action = null;
        var pressed = Pressed(callback);
        var isOurs = IsOurs(callback, out var replyId);
        problem = !isOurs ? "its card is not ours"
            : messageId.Length == 0 ? "it has no message id"
            : callback.UserId is not { Length: <= LongestId } ? "it names no user"
            : callback.UserIdType is not (null or StaffId) ? "it names its user by another kind of id than messages do"
            : pressed is null ? "what it does is not known"
            : null;
        if (problem is not null)
        {
            return false;
        }

        action = new ActionReceived
        {
            Id = DeterministicId.From("action", MessageMapper.Channel, account, messageId),
            Channel = MessageMapper.Channel,
            Account = account,
            ReplyId = replyId,
            Sender = new Sender { Id = callback.UserId! },
            Kind = pressed!.Value.Kind,
            Text = CleanText.Line(pressed.Value.Text, LongestText),
            ReceivedAt = now,
        };
        return true;
    }

    private static (ActionKind Kind, string? Text)? Pressed(CardCallback callback)
    {
        var parameters = callback.Parameters;
        if (callback.ActionIds.Append(parameters.GetValueOrDefault("actionId")).Append(parameters.GetValueOrDefault("action")).Any(StopIds.Contains))
        {
            return (ActionKind.Stop, null);
        }

        return parameters.GetValueOrDefault("action") switch
        {
            "like" => (ActionKind.FeedbackUp, Reason(parameters)),
            "dislike" => (ActionKind.FeedbackDown, Reason(parameters)),
            _ => parameters.GetValueOrDefault("command") is { } command && !string.IsNullOrWhiteSpace(command) ? (ActionKind.Command, command) : null,
        };
    }

    private static string Reason(IReadOnlyDictionary<string, string> parameters) =>
        $"{Chosen(parameters.GetValueOrDefault("feedbacks"))} {parameters.GetValueOrDefault("input")}";

    // {"index":2}, {"index":[0,2]}, with "value" in the same form where the client tells it: words if there are some, else the place in the card's list.
    private static string Chosen(string? feedbacks)
    {
        if (feedbacks is not { Length: > 0 and <= LongestFeedbacks })
        {
            return "";
        }

        try
        {
            using var document = JsonDocument.Parse(feedbacks);
            return document.RootElement is not { ValueKind: JsonValueKind.Object } chosen ? ""
                : chosen.TryGetProperty("value", out var words) && Words(words, JsonValueKind.String) is { Length: > 0 } said ? said
                : chosen.TryGetProperty("index", out var places) ? Words(places, JsonValueKind.Number, "#")
                : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static string Words(JsonElement one, JsonValueKind kind, string mark = "") => string.Join(
        ' ',
        (one.ValueKind == JsonValueKind.Array ? one.EnumerateArray().ToList() : [one])
            .Where(word => word.ValueKind == kind)
            .Select(word => mark + word));
}
