using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PicoClaw.Hosting.Health;

/// <summary>A health check that always answers in time, whatever it waits for. One that hangs is not begun again while it does.</summary>
internal sealed class LimitedCheck(Func<IServiceProvider, IHealthCheck> factory, TimeProvider time)
{
    /// <summary>Shorter than the patience of those who ask: <see cref="HealthProbe"/>, Compose, Kubernetes.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Task<HealthCheckResult> _run = Task.FromResult(HealthCheckResult.Healthy());

    public IHealthCheck Create(IServiceProvider provider) => new Check(this, factory(provider));

    private async Task<HealthCheckResult> RunAsync(IHealthCheck inner, HealthCheckContext context, CancellationToken cancellationToken)
    {
        Task<HealthCheckResult> run;
        lock (_lock)
        {
            // On the pool: a check may block before its first await.
            run = _run = _run.IsCompleted ? Task.Run(() => RunToEndAsync(inner, context), CancellationToken.None) : _run;
        }

        try
        {
            return await run.WaitAsync(Limit, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"did not answer within {Limit.TotalSeconds:0} s");
        }
    }

    private async Task<HealthCheckResult> RunToEndAsync(IHealthCheck inner, HealthCheckContext context)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        try
        {
            return await inner.CheckHealthAsync(context, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"did not answer within {Limit.TotalSeconds:0} s");
        }
    }

    private sealed class Check(LimitedCheck limited, IHealthCheck inner) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            limited.RunAsync(inner, context, cancellationToken);
    }
}
