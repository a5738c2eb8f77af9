using MassTransit;

namespace PicoClaw.Hosting.Messaging;

/// <summary>A queue that a service consumes; the bus turns it into a receive endpoint.</summary>
/// <param name="Queue">Its name.</param>
/// <param name="AtOnce">
/// The number of messages in work at a time; a consumer that needs their order uses <see cref="DeliveryOrderExtensions.InOrderAsync"/>.
/// </param>
/// <param name="ConfigureConsumer">Attaches the consumer.</param>
internal sealed record Intake(string Queue, int AtOnce, Action<IReceiveEndpointConfigurator, IRegistrationContext> ConfigureConsumer)
{
    /// <summary>Its messages are requests, which are worth nothing once their asker has given up: they expire, and none becomes a dead letter.</summary>
    public bool IsOfRequests { get; init; }
}
