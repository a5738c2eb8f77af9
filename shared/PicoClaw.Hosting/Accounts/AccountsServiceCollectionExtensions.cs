using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Hosting.Accounts;

public static class AccountsServiceCollectionExtensions
{
    /// <summary>The accounts of the configuration as <see cref="AccountsOptions"/>, and <see cref="AccountSettings"/>.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddAccountOptions().AddOptions<AccountsOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AccountsOptions>, AccountsOptionsValidator>());
        services.TryAddSingleton<AccountSettings>();
        return services;
    }

    /// <summary>The same <see cref="AccountsOptions"/>, for a service that works without any account.</summary>
    public static IServiceCollection AddAccountOptions(this IServiceCollection services)
    {
        services.AddOptions<AccountsOptions>().BindConfiguration("").AsLive();
        return services;
    }
}
