using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PicoClaw.Hosting;

public static class EndpointsServiceCollectionExtensions
{
    /// <summary>Has the process answer what <typeparamref name="TEndpoints"/> maps, once however often it is added.</summary>
    public static IServiceCollection AddEndpoints<TEndpoints>(this IServiceCollection services)
        where TEndpoints : class, IEndpoints
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEndpoints, TEndpoints>());
        return services;
    }
}
