using Microsoft.Extensions.Options;
using PicoClaw.Storage.Postgres;

namespace PicoClaw.Storage;

internal sealed class StoreOptionsValidator : IValidateOptions<StoreOptions>
{
    public ValidateOptionsResult Validate(string? name, StoreOptions options)
    {
        if (!string.IsNullOrEmpty(options.Postgres))
        {
            return PostgresAddress.TryParse(options.Postgres, "public") is not null
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    "store is not the address of a PostgreSQL database such as postgres://user:password@host:5432/picoclaw "
                    + "or Host=host;Username=user;Password=password;Database=picoclaw "
                    + "(its value is not shown: it may hold a password; in postgres:// write special characters of it as %40 and the like).");
        }

        return options.Directory.Length > 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "No store is configured. Set \"store\" in config.json or PICOCLAW_STORE to a folder or to postgres://user:password@host:5432/database.");
    }
}
