using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace PicoClaw.Hosting.Reloading;

public static class LiveOptionsBuilderExtensions
{
    /// <summary>Offers the options as <see cref="Live{T}"/>, which follows config.json.</summary>
    public static OptionsBuilder<T> AsLive<T>(this OptionsBuilder<T> builder)
        where T : class
    {
        builder.Services.TryAddSingleton(provider => new LiveSettings(provider.GetServices<ILivePart>()));

        // Asked for when it is read: the settings hold it as well.
        builder.Services.TryAddSingleton(provider => new Live<T>(() => provider.GetRequiredService<LiveSettings>().Get<T>()));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ILivePart, LiveOptions<T>>());
        return builder;
    }
}
