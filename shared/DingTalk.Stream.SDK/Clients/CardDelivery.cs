using System.Text.Json;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.OpenApi;

/// <summary>Whether a card is shown. DingTalk answers 200 even when it is shown to nobody (docs/dingtalk-protocol.md B3.2).</summary>
/// <param name="CarrierId">The message that carries the card: a <c>processQueryKey</c>, for recalling it. Null when it is not shown.</param>
/// <param name="Error">Why it is not shown; null when it is.</param>
public sealed record CardDelivery(string? CarrierId, string? Error)
{
    /// <summary>True when the card is shown.</summary>
    public bool IsShown => Error is null;

    // One space was asked for, so one result is expected; without any the card was delivered nowhere. Deliver answers with the list itself.
    internal static CardDelivery Read(ApiAnswer answer)
    {
        var result = answer.Root?.Child("result");
        if ((result?.Child("deliverResults") ?? result) is not { ValueKind: JsonValueKind.Array } all)
        {
            throw new UnknownOutcomeException("DingTalk's answer lacks the result of the delivery; the card may be shown.") { Status = answer.Status };
        }

        var first = all.EnumerateArray().Select(one => (JsonElement?)one).FirstOrDefault();
        return first is not { } shown ? new CardDelivery(null, "DingTalk names no place in which the card is shown.")
            : shown.Child("success") is { ValueKind: JsonValueKind.True } ? new CardDelivery(shown.NonEmptyText("carrierId"), null)
            : new CardDelivery(null, shown.NonEmptyText("errorMsg") ?? "DingTalk gives no reason.");
    }
}
