using System.Text;
using PicoClaw.Tests.Hostile;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace EndToEnd.Tests.Dead;

/// <summary>What no PicoClaw sends.</summary>
internal sealed record HostileMessage(string Name, byte[] Body, string ContentType)
{
    private const string MassTransit = "application/vnd.masstransit+json";

    public static IReadOnlyList<HostileMessage> All =>
    [
        new("bad JSON", "{ no json"u8.ToArray(), MassTransit),
        new("a type that nobody knows", """{"messageType":["urn:message:Nobody:Knows"],"message":{"a":1}}"""u8.ToArray(), MassTransit),
        new("another content type", "<xml/>"u8.ToArray(), "text/xml"),
        new("empty", [], MassTransit),
        new("null", "null"u8.ToArray(), MassTransit),
        new("20 MB", [.. "\""u8, .. Enumerable.Repeat((byte)'x', 20_000_000), .. "\""u8], MassTransit),
        new("deep", Encoding.ASCII.GetBytes("{\"message\":" + new string('[', 100_000)), MassTransit),
        new("no UTF-8", [0xFF, 0xFE, 0, 1, 2, (byte)'{'], MassTransit),
    ];

    /// <summary>Messages that were once good, or look like it; the same ones every time.</summary>
    public static IEnumerable<HostileMessage> Damaged(string type, int count)
    {
        var valid =
            $$$$"""
            {"messageType":["urn:message:PicoClaw.Contracts:{{{{type}}}}"],"message":{"id":"0193a000-0000-7000-8000-000000000001",
             "platformMessageId":"m1","conversation":{"channel":"dingtalk","account":"dingacme","id":"cidHostile","kind":"direct"},
             "sender":{"id":"u1","displayName":"Ann"},"text":"hello","sentAt":"2026-01-01T00:00:00Z","receivedAt":"2026-01-01T00:00:00Z",
             "laneId":"0193a000-0000-7000-8000-000000000002","sequence":1,"content":{"kind":"markdown","text":"hello"},
             "createdAt":"2026-01-01T00:00:00Z","replyRoute":{"address":"{}","expiresAt":"2026-01-01T00:00:00Z"}}}
            """;
        return Enumerable.Range(0, count).Select(seed => new HostileMessage($"seed {seed}", DamagedJson.Of(valid, seed), MassTransit));
    }

    public static async Task PublishAsync(string broker, string intake, IEnumerable<HostileMessage> messages, CancellationToken cancellationToken)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
        foreach (var message in messages)
        {
            var properties = new BasicProperties { ContentType = message.ContentType, Persistent = true };
            await PublishAsync(channel, intake, properties, message.Body, cancellationToken);
        }
    }

    // The service that declares the queue may still be starting.
    private static async Task PublishAsync(
        IChannel channel, string intake, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await channel.BasicPublishAsync(intake, "", mandatory: true, properties, body, cancellationToken);
                return;
            }
            catch (PublishReturnException)
            {
                await Task.Delay(100, cancellationToken);
            }
        }
    }
}
