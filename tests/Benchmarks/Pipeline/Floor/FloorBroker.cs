using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Benchmarks.Pipeline.Floor;

/// <summary>A quorum queue behind an exchange of the same name; sends wait for the broker's confirm.</summary>
internal sealed class FloorBroker(IConnection connection)
{
    private const int Senders = 16;
    private const ushort Prefetch = 256;

    private readonly Channel<IChannel> _senders = Channel.CreateBounded<IChannel>(Senders);

    public static async Task<FloorBroker> ConnectAsync(string broker)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(broker), ConsumerDispatchConcurrency = 1 }.CreateConnectionAsync();
        var floor = new FloorBroker(connection);
        for (var i = 0; i < Senders; i++)
        {
            var options = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
            await floor._senders.Writer.WriteAsync(await connection.CreateChannelAsync(options));
        }

        return floor;
    }

    public async Task SendAsync(string intake, ReadOnlyMemory<byte> body)
    {
        var channel = await _senders.Reader.ReadAsync();
        try
        {
            await channel.BasicPublishAsync(intake, "", mandatory: true, new BasicProperties { Persistent = true }, body);
        }
        finally
        {
            await _senders.Writer.WriteAsync(channel);
        }
    }

    /// <summary>Each message on its own, as many beside each other as the prefetch allows.</summary>
    public async Task ConsumeAsync(string intake, Func<byte[], Func<ValueTask>, Task> take)
    {
        var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(intake, ExchangeType.Fanout, durable: true);
        await channel.QueueDeclareAsync(
            intake, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await channel.QueueBindAsync(intake, intake, "");
        await channel.BasicQosAsync(0, Prefetch, global: false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            var (body, tag) = (delivery.Body.ToArray(), delivery.DeliveryTag);
            _ = Task.Run(() => take(body, () => channel.BasicAckAsync(tag, multiple: false)));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(intake, autoAck: false, consumer);
    }
}
