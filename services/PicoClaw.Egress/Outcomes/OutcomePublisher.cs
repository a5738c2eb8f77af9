using System.Text.Json;
using MassTransit;
using PicoClaw.Contracts;
using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Outcomes;

/// <summary>Publishes <see cref="MessageDelivered"/> and <see cref="DeliveryFailed"/>.</summary>
internal sealed class OutcomePublisher(
    OutcomeQueue queue, OutboxReader reader, IServiceProvider services, TimeProvider time, ILogger<OutcomePublisher> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Without a bus there is no one to tell.
        if (services.GetService<IBus>() is not { } bus)
        {
            return;
        }

        try
        {
            await foreach (var outcome in queue.Reader.ReadAllAsync(stoppingToken))
            {
                await PublishAsync(bus, outcome, stoppingToken);
                if (queue.TakeLost() is > 0 and var lost)
                {
                    Log.OutcomesLost(logger, lost, "more came than the bus took");
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task PublishAsync(IBus bus, Outcome outcome, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var body = outcome.Row.Body ?? await reader.LargeBodyAsync(outcome.Row.DeliveryId, either.Token);
            using var trace = EgressTrace.Tell(outcome.Row);
            await bus.Publish(Event(outcome, outcome.Row.Read(body)), either.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.OutcomesLost(logger, 1, exception is JsonException ? "the stored reply cannot be read" : exception.Message);
        }
    }

    private static object Event(Outcome outcome, DeliverMessage message) =>
        outcome.Reason is { } reason
            ? new DeliveryFailed
            {
                Id = message.Id,
                Conversation = message.Conversation,
                Reason = reason,
                CausationId = message.CausationId,
                FailedAt = outcome.At,
            }
            : new MessageDelivered
            {
                Id = message.Id,
                Conversation = message.Conversation,
                CallId = outcome.CallId!.Value,
                DeliveryKey = outcome.Key,
                CausationId = message.CausationId,
                DeliveredAt = outcome.At,
            };
}
