using MassTransit;

namespace PicoClaw.Hosting.Messaging.Transports;

/// <summary>How the bus is. Broadcasts may be lost, so a queue of theirs that cannot be declared for a moment is no fault.</summary>
internal sealed class BusWatch(IBusControl bus, Broadcasts broadcasts)
{
    public (BusHealthStatus Status, string Reason) Check()
    {
        var health = bus.CheckHealth();
        var unhappy = health.Endpoints.Where(endpoint => endpoint.Value.Status != BusHealthStatus.Healthy).ToList();
        return health.Status == BusHealthStatus.Degraded && unhappy.TrueForAll(endpoint => broadcasts.IsOwnQueue(endpoint.Value.InputAddress))
            ? (BusHealthStatus.Healthy, "")
            : (health.Status, Reason(health));
    }

    private static string Reason(BusHealthResult health)
    {
        var exception = health.Exception
            ?? health.Endpoints.Values.Select(endpoint => endpoint.Exception).FirstOrDefault(one => one is not null);
        return exception?.GetBaseException().Message ?? health.Description;
    }
}
