using System.Data;
using System.Text.Json;
using Dapper;
using PicoClaw.Contracts;
using PicoClaw.Egress.Storage;

namespace PicoClaw.Egress.Outbox;

/// <summary>A reply on its way into the outbox.</summary>
internal sealed class Arrival
{
    // A larger text is stored beside its row. It takes several messages, so no call brings it to several people and it needs no digest.
    private const int LargeBytes = 64 * 1024;

    public Arrival(DeliverMessage message, string? trace)
    {
        Message = message;
        Trace = trace;
        Key = AccountKey.Of(message.Conversation);
        Id = message.Id.ToString();
        LaneId = message.LaneId.ToString();
        Body = JsonSerializer.Serialize(message, EgressJson.Default.DeliverMessage);
        Size = ContentSize.Of(message.Content);
        Digest = IsLarge ? null : ContentDigest.Of(message);
    }

    public DeliverMessage Message { get; }

    /// <summary>The account's lane.</summary>
    public string Key { get; }

    public string Id { get; }

    public string Body { get; }

    public bool IsLarge => Size > LargeBytes;

    private string LaneId { get; }

    public int Size { get; }

    private string? Digest { get; }

    private string? Trace { get; }

    private long? RouteUntil => Message.ReplyRoute.ExpiresAt?.ToUnixTimeMilliseconds();

    public static Arrival Of(DeliverMessage message, string? trace) => new(message, trace);

    /// <summary>The parameters of its row, their names ending in <paramref name="number"/>.</summary>
    public void AddTo(DynamicParameters parameters, int number)
    {
        parameters.Add($"id{number}", Id);
        parameters.Add($"key{number}", Key);
        parameters.Add($"lane{number}", LaneId);
        parameters.Add($"sequence{number}", Message.Sequence);
        parameters.Add($"body{number}", IsLarge ? "" : Body);
        parameters.Add($"priority{number}", (int)Message.Priority);
        parameters.Add($"size{number}", (long)Size);
        parameters.Add($"digest{number}", Digest, DbType.String);
        parameters.Add($"until{number}", RouteUntil, DbType.Int64);
        parameters.Add($"trace{number}", Trace, DbType.String);
        parameters.Add($"announces{number}", Message.Announces?.ToString(), DbType.String);
    }

    /// <summary>As the scheduler sees it.</summary>
    public OutboxHead ToHead() => new()
    {
        LaneId = LaneId,
        DeliveryId = Id,
        Status = OutboxStatus.Queued,
        Priority = (long)Message.Priority,
        Digest = Digest,
        RouteUntil = RouteUntil,
        DueInMs = 0,
    };
}
