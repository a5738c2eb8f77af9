using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace PicoClaw.Hosting.Health;

/// <summary>Gives every check its time limit, those of services too.</summary>
internal sealed class LimitedChecks(TimeProvider time) : IPostConfigureOptions<HealthCheckServiceOptions>
{
    public void PostConfigure(string? name, HealthCheckServiceOptions options)
    {
        foreach (var registration in options.Registrations)
        {
            registration.Factory = new LimitedCheck(registration.Factory, time).Create;
            registration.Timeout = Timeout.InfiniteTimeSpan;
        }
    }
}
