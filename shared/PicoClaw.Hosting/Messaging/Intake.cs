using MassTransit;

namespace PicoClaw.Hosting.Messaging;

/// <summary>A queue that a service consumes; the bus makes a receive endpoint of it.</summary>
/// <param name="Queue">Its name.</param>
/// <param name="AtOnce">How many messages it works on at a time; where their order matters, its consumer takes them by <see cref="DeliveryOrderExtensions.InOrderAsync"/>.</param>
/// <param name="ConfigureConsumer">Attaches the consumer.</param>
internal sealed record Intake(string Queue, int AtOnce, Action<IReceiveEndpointConfigurator, IRegistrationContext> ConfigureConsumer);
