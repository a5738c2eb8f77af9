using RabbitMQ.Client;

namespace EndToEnd.Tests.Dead;

/// <summary>What no PicoClaw sends, and the part of the reason with which it is listed.</summary>
internal sealed record HostileMessage(string Name, byte[] Body, string ContentType, string Reason)
{
    private const string MassTransit = "application/vnd.masstransit+json";

    public static IReadOnlyList<HostileMessage> All =>
    [
        new("bad JSON", "{ no json"u8.ToArray(), MassTransit, ""),
        new("a type that nobody knows", """{"messageType":["urn:message:Nobody:Knows"],"message":{"a":1}}"""u8.ToArray(), MassTransit, "type that nobody here knows"),
        new("another content type", "<xml/>"u8.ToArray(), "text/xml", ""),
        new("empty", [], MassTransit, ""),
        new("null", "null"u8.ToArray(), MassTransit, ""),
        new("20 MB", [.. "\""u8, .. Enumerable.Repeat((byte)'x', 20_000_000), .. "\""u8], MassTransit, ""),
        new("deep", System.Text.Encoding.ASCII.GetBytes("{\"message\":" + new string('[', 100_000)), MassTransit, ""),
        new("no UTF-8", [0xFF, 0xFE, 0, 1, 2, (byte)'{'], MassTransit, ""),
    ];

    public static async Task PublishAsync(string broker, string intake, IEnumerable<HostileMessage> messages, CancellationToken cancellationToken)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
        foreach (var message in messages)
        {
            var properties = new BasicProperties { ContentType = message.ContentType, Persistent = true };
            await channel.BasicPublishAsync(intake, "", mandatory: true, properties, message.Body, cancellationToken);
        }
    }
}
