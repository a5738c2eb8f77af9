using MassTransit;

namespace PicoClaw.Hosting.Messaging;

/// <summary>What a service consumes of a queue; the bus makes one receive endpoint of all that name the same queue.</summary>
/// <param name="Queue">Its name.</param>
/// <param name="AtOnce">
/// The number of messages in work at a time; a consumer that needs their order uses <see cref="DeliveryOrderExtensions.InOrderAsync"/>.
/// </param>
/// <param name="ConfigureConsumer">Attaches the consumer.</param>
internal sealed record Intake(string Queue, int AtOnce, Action<IReceiveEndpointConfigurator, IRegistrationContext> ConfigureConsumer)
{
    /// <summary>Its messages are requests, which are worth nothing once their asker has given up: they expire, and none becomes a dead letter.</summary>
    public bool IsOfRequests { get; init; }

    /// <summary>Its messages are published facts, of which the newest count: the queue is bounded, and none becomes a dead letter.</summary>
    public bool IsOfEvents { get; init; }

    /// <summary>Its messages are worth nothing a moment later, and each replica gets all of them: by a queue of its own, which goes with it.</summary>
    public bool IsOfBroadcasts { get; init; }

    /// <summary>A message that cannot be taken is dropped: none becomes a dead letter.</summary>
    public bool MayLose => IsOfRequests || IsOfEvents || IsOfBroadcasts;

    /// <summary>One for each queue, with all its consumers.</summary>
    public static IReadOnlyList<Intake> ByQueue(IEnumerable<Intake> intakes) =>
    [
        .. intakes.GroupBy(intake => intake.Queue, StringComparer.Ordinal).Select(queue => queue.First() with
        {
            AtOnce = queue.Max(intake => intake.AtOnce),
            ConfigureConsumer = (endpoint, context) =>
            {
                foreach (var intake in queue)
                {
                    intake.ConfigureConsumer(endpoint, context);
                }
            },
        }),
    ];
}
