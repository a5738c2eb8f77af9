using System.Text.Json;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.OpenApi;

/// <summary>Whether a user has read a message.</summary>
/// <param name="UserId">The user (<c>senderStaffId</c>).</param>
/// <param name="Name">The name, if DingTalk tells it.</param>
/// <param name="IsRead">False until the user opens the chat.</param>
public sealed record UserReceipt(string UserId, string? Name, bool IsRead)
{
    // Null for an item that names no user.
    internal static UserReceipt? Read(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.NonEmptyText("userId") is { } user
            ? new UserReceipt(user, item.NonEmptyText("name"), string.Equals(item.Text("readStatus"), "READ", StringComparison.OrdinalIgnoreCase))
            : null;
}
