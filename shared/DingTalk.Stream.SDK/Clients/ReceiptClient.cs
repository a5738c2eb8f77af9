using System.Text.Json;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.OpenApi;

/// <summary>
/// Asks who has read what the robot sent; see <see cref="RobotClient.Receipts"/>. Messages are named by the <c>processQueryKey</c> that sending returned;
/// what went through a session webhook has none. Each is one API call of the month and changes nothing, so repeating is safe. Source:
/// docs/dingtalk-protocol.md 4.3.
/// </summary>
public sealed class ReceiptClient
{
    /// <summary>The most readers in one answer about a group.</summary>
    public const int MaxReadersPerCall = 200;

    /// <summary>The code of a <see cref="BusyException"/> for a key that DingTalk does not know yet, or no longer: ask again later.</summary>
    public const string NotYetOrExpired = "processQueryKey.expireTime";

    private readonly AuthorizedCaller _authorized;
    private readonly Uri _direct;
    private readonly Uri _group;

    internal ReceiptClient(DingTalkApiOptions options, AuthorizedCaller authorized)
    {
        _authorized = authorized;
        _direct = new Uri(options.ApiBaseAddress, "/v1.0/robot/oToMessages/readStatus");
        _group = new Uri(options.ApiBaseAddress, "/v1.0/robot/groupMessages/query");
    }

    /// <summary>Who of the users of one <see cref="RobotClient.SendToUsersAsync"/> has read the message.</summary>
    /// <param name="robotCode">The robot that sent it.</param>
    /// <param name="processQueryKey">The key returned by sending.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The users that DingTalk names; those it did not deliver to may be missing.</returns>
    /// <exception cref="BusyException">Its code is <see cref="NotYetOrExpired"/> when DingTalk does not know the key yet, or no longer.</exception>
    /// <exception cref="DingTalkException">As for <see cref="RobotClient.SendToGroupAsync"/>; asking again is always safe.</exception>
    public async Task<DirectReceipts> OfUsersAsync(string robotCode, string processQueryKey, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(robotCode);
        ArgumentException.ThrowIfNullOrWhiteSpace(processQueryKey);
        var address = new Uri(_direct, $"?robotCode={Uri.EscapeDataString(robotCode)}&processQueryKey={Uri.EscapeDataString(processQueryKey)}");
        var answer = await _authorized.GetAsync(address, cancellationToken).ConfigureAwait(false);
        return new DirectReceipts(StateOf(answer), [.. Items(answer, "messageReadInfoList").Select(UserReceipt.Read).OfType<UserReceipt>()]);
    }

    /// <summary>Who has read a message in a group; DingTalk does not say who has not.</summary>
    /// <param name="robotCode">The robot that sent it.</param>
    /// <param name="openConversationId">The group, case-sensitive.</param>
    /// <param name="processQueryKey">The key returned by sending.</param>
    /// <param name="nextToken">Null for the first 200 readers, then <see cref="GroupReceipts.NextToken"/>; each is a call of its own.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Up to <see cref="MaxReadersPerCall"/> readers.</returns>
    /// <exception cref="BusyException">Its code is <see cref="NotYetOrExpired"/> when DingTalk does not know the key yet, or no longer.</exception>
    /// <exception cref="DingTalkException">As for <see cref="RobotClient.SendToGroupAsync"/>; asking again is always safe.</exception>
    public async Task<GroupReceipts> OfGroupAsync(
        string robotCode, string openConversationId, string processQueryKey, string? nextToken, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(robotCode);
        ArgumentException.ThrowIfNullOrWhiteSpace(openConversationId);
        ArgumentException.ThrowIfNullOrWhiteSpace(processQueryKey);
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new GroupQueryBody(robotCode, openConversationId, processQueryKey, MaxReadersPerCall, nextToken), DingTalkJsonContext.Relaxed.GroupQueryBody);
        var answer = await _authorized.PostAsync(_group, body, cancellationToken).ConfigureAwait(false);
        var hasMore = answer.Root?.Child("hasMore") is null || answer.Root?.Flag("hasMore") == true;
        return new GroupReceipts(
            StateOf(answer),
            [.. Items(answer, "readUserIds").Select(id => id.AsText()).OfType<string>().Where(id => id.Length > 0)],
            hasMore ? answer.Root?.NonEmptyText("nextToken") : null);
    }

    private static MessageState StateOf(ApiAnswer answer) => answer.Root?.Text("sendStatus")?.ToUpperInvariant() switch
    {
        "SUCCESS" => MessageState.Sent,
        "PROCESSING" => MessageState.Sending,
        "RECALLED" => MessageState.Recalled,
        _ => throw new UnknownOutcomeException("DingTalk's answer has no sendStatus that is known, so it does not tell who has read the message.")
        {
            Status = answer.Status,
            RequestId = answer.RequestId,
        },
    };

    private static IEnumerable<JsonElement> Items(ApiAnswer answer, string list) =>
        answer.Root?.Child(list) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];
}
