using MassTransit;

namespace PicoClaw.Hosting.Messaging.Transports;

/// <summary>How the bus is. Broadcasts may be lost, so a queue of theirs that cannot be declared for a moment is no fault.</summary>
internal sealed class BusWatch(IBusControl bus, Broadcasts broadcasts)
{
    public (BusHealthStatus Status, string Reason) Check()
    {
        var health = bus.CheckHealth();
        var unhappy = health.Endpoints.Where(endpoint => endpoint.Value.Status != BusHealthStatus.Healthy).ToList();
        var mayBeIgnored = unhappy.Count > 0 && unhappy.TrueForAll(endpoint => broadcasts.IsOwnQueue(endpoint.Value.InputAddress));
        return health.Status == BusHealthStatus.Degraded && mayBeIgnored ? (BusHealthStatus.Healthy, "") : (health.Status, Reason(health));
    }

    private static string Reason(BusHealthResult health)
    {
        var exception = health.Exception
            ?? health.Endpoints.Values.Select(endpoint => endpoint.Exception).FirstOrDefault(one => one is not null);
        return exception?.GetBaseException().Message ?? health.Description;
    }
}
