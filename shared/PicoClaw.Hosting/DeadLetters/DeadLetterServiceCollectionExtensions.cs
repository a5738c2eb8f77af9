using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PicoClaw.Hosting.DeadLetters;

public static class DeadLetterServiceCollectionExtensions
{
    /// <summary>Makes <typeparamref name="TSource"/> a part of the process's <see cref="IDeadLetters"/>.</summary>
    public static IServiceCollection AddDeadLetters<TSource>(this IServiceCollection services)
        where TSource : class, IDeadLetterSource
    {
        services.TryAddSingleton<TSource>();
        services.AddSingleton<IDeadLetterSource>(provider => provider.GetRequiredService<TSource>());
        services.TryAddSingleton<IDeadLetters, AllDeadLetters>();
        return services;
    }
}
