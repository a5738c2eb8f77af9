using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Benchmarks.Pipeline;

/// <summary>Sees each message that an intake's exchange takes, by a queue of its own.</summary>
internal sealed class Observer : IAsyncDisposable
{
    private readonly IConnection _connection;

    private Observer(IConnection connection) => _connection = connection;

    public static async Task<Observer> StartAsync(string broker, params (string Exchange, Action<string> Seen)[] intakes)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
        foreach (var (exchange, seen) in intakes)
        {
            var channel = await connection.CreateChannelAsync();
            var queue = await channel.QueueDeclareAsync();
            await channel.QueueBindAsync(queue.QueueName, exchange, "");
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, delivery) =>
            {
                seen(Encoding.UTF8.GetString(delivery.Body.Span));
                return Task.CompletedTask;
            };
            await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
        }

        return new Observer(connection);
    }

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();
}
