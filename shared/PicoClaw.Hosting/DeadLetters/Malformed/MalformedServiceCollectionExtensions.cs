using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PicoClaw.Hosting.DeadLetters.Malformed;

public static class MalformedServiceCollectionExtensions
{
    /// <summary>
    /// Keeps what the intake cannot take in <typeparamref name="TStore"/> as dead letters, which <typeparamref name="TDoor"/> takes in again.
    /// Call it before <c>AddIntake</c>, so that it stops later.
    /// </summary>
    public static IServiceCollection AddMalformed<TStore, TDoor>(this IServiceCollection services)
        where TStore : class, IMalformedStore
        where TDoor : class, IIntakeDoor
    {
        services.AddMetrics();
        services.TryAddSingleton<MalformedMetrics>();
        services.TryAddSingleton<SettingAside>();
        services.TryAddSingleton(provider => new LastResort(
            provider.GetRequiredService<SettingAside>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<TStore>();
        services.AddSingleton<IMalformedStore>(provider => provider.GetRequiredService<TStore>());
        services.AddSingleton<IIntakeDoor, TDoor>();
        services.AddSingleton<IDeadLetterSource>(provider => new MalformedLetters(
            provider.GetRequiredService<TStore>(), provider.GetServices<IIntakeDoor>()));
        services.TryAddSingleton<IDeadLetters, AllDeadLetters>();
        services.AddHostedService<DeadQueueReader>();
        return services;
    }
}
