using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PicoClaw.Hosting.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace PicoClaw.Hosting.DeadLetters.Malformed;

/// <summary>
/// Takes what the broker or MassTransit put aside into the store. Looking at it in its queue would change it: each look counts as a delivery,
/// and RabbitMQ 4 deletes a message after 20.
/// </summary>
internal sealed class DeadQueueReader(SettingAside aside, IOptions<BrokerOptions> options, TimeProvider time, ILogger<DeadQueueReader> logger)
    : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);
    private static readonly Dictionary<string, object?> Quorum = new() { ["x-queue-type"] = "quorum" };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.IsMemory || options.Value.Address.Length == 0)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // BrokerMonitor tells when the broker is away.
                Log.DeadQueuesNotRead(logger, exception.Message);
            }

            await Task.Delay(RetryDelay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory
        {
            Uri = new Uri(options.Value.Address),
            AutomaticRecoveryEnabled = false,
            ClientProvidedName = "dead letters",
        };
        await using var connection = await factory.CreateConnectionAsync(cancellationToken);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.ConnectionShutdownAsync += (_, _) =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        foreach (var intake in aside.Intakes)
        {
            await ConsumeAsync(connection, $"{intake}_error", intake, closed, cancellationToken);
            await ConsumeAsync(connection, $"{intake}_skipped", intake, closed, cancellationToken);
        }

        // One service reads what is common to all.
        if (aside.Intakes.Contains(Intakes.Agent))
        {
            await ConsumeAsync(connection, Intakes.Dead, Intakes.Agent, closed, cancellationToken);
        }

        await closed.Task.WaitAsync(cancellationToken);
    }

    private async Task ConsumeAsync(
        IConnection connection, string queue, string intake, TaskCompletionSource closed, CancellationToken cancellationToken)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        channel.ChannelShutdownAsync += (_, _) =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };

        // As MassTransit declares it when it first needs it.
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, Quorum, cancellationToken: cancellationToken);
        await channel.BasicQosAsync(0, 1, global: false, cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            try
            {
                await aside.PutAsync(IntakeOf(delivery, intake), ReasonOf(delivery, queue), delivery.Body, cancellationToken);
                await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // It stays in its queue and is read again.
                Log.DeadQueuesNotRead(logger, exception.Message);
                closed.TrySetResult();
            }
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellationToken);
    }

    private static string IntakeOf(BasicDeliverEventArgs delivery, string fallback) =>
        Death(delivery)?.TryGetValue("queue", out var queue) == true && Text(queue) is { Length: > 0 } name ? name : fallback;

    private static string ReasonOf(BasicDeliverEventArgs delivery, string queue) =>
        Header(delivery, "MT-Fault-Message") is { } fault ? fault
        : queue.EndsWith("_skipped", StringComparison.Ordinal) ? "a message of a type that nobody here knows"
        : Death(delivery)?.TryGetValue("reason", out var reason) == true ? $"the broker gave it up: {Text(reason)}"
        : "it was put here by hand";

    private static string? Header(BasicDeliverEventArgs delivery, string name) =>
        delivery.BasicProperties.Headers?.TryGetValue(name, out var value) == true ? Text(value) : null;

    private static IDictionary<string, object?>? Death(BasicDeliverEventArgs delivery) =>
        delivery.BasicProperties.Headers?.TryGetValue("x-death", out var deaths) == true
            ? (deaths as IList<object?>)?.FirstOrDefault() as IDictionary<string, object?>
            : null;

    private static string? Text(object? value) => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value?.ToString();
}
