using MassTransit;

namespace PicoClaw.Hosting.Messaging;

/// <summary>A queue that a service consumes; the bus makes a receive endpoint of it.</summary>
internal sealed record Intake(string Queue, Action<IReceiveEndpointConfigurator, IRegistrationContext> ConfigureConsumer);
