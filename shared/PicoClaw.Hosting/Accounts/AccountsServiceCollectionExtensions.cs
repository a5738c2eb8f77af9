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
        services.AddOptions<AccountsOptions>().BindConfiguration("").ValidateOnStart().AsLive();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AccountsOptions>, AccountsOptionsValidator>());
        services.TryAddSingleton<AccountSettings>();
        return services;
    }
}
