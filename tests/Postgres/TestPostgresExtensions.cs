using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Storage;

namespace PicoClaw.Tests.Postgres;

internal static class TestPostgresExtensions
{
    /// <summary>Puts the PostgreSQL store of a service on the test's clock.</summary>
    public static void UseTestClock(this IServiceCollection services, string service)
    {
        var store = services.Last(one => one.ServiceType == typeof(IStore) && Equals(one.ServiceKey, service));
        services.AddKeyedSingleton<IStore>(service, (provider, key) =>
            new ClockedStore((IStore)store.KeyedImplementationFactory!(provider, key), provider.GetRequiredService<TimeProvider>()));
    }
}
