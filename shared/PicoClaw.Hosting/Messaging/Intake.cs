using MassTransit;

namespace PicoClaw.Hosting.Messaging;

/// <summary>A queue that a service consumes; the bus makes a receive endpoint of it.</summary>
/// <param name="Queue">Its name.</param>
/// <param name="AtOnce">How many messages it works on at a time; only 1 keeps their order.</param>
/// <param name="ConfigureConsumer">Attaches the consumer.</param>
internal sealed record Intake(string Queue, int AtOnce, Action<IReceiveEndpointConfigurator, IRegistrationContext> ConfigureConsumer);
