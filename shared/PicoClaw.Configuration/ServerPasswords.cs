using System.Data.Common;
using Microsoft.Extensions.Configuration;

namespace PicoClaw.Configuration;

/// <summary>
/// Puts broker_password and store_password into the addresses of the two servers, so that a password can come from its own file and be any text.
/// </summary>
public static class ServerPasswords
{
    private const string BrokerKey = "PicoClaw:Broker";
    private const string StoreKey = "Store:Postgres";

    public static void Apply(IConfiguration configuration)
    {
        var problems = new List<string>();
        if (configuration["PicoClaw:BrokerPassword"] is { } brokerPassword
            && (configuration[BrokerKey] ?? configuration.GetConnectionString("messaging")) is { } broker
            && IsUrl(broker))
        {
            configuration[BrokerKey] = InUrl("broker", broker, brokerPassword, problems);
        }

        if (configuration["Store:Password"] is { } storePassword && configuration[StoreKey] is { } store)
        {
            configuration[StoreKey] = IsUrl(store) ? InUrl("store", store, storePassword, problems) : InSettings(store, storePassword, problems);
        }

        if (problems.Count > 0)
        {
            throw new ConfigException([.. problems]);
        }
    }

    private static bool IsUrl(string address) => address.Contains("://", StringComparison.Ordinal);

    private static string InUrl(string field, string address, string password, List<string> problems)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = address.IndexOf('@', start);
        if (end <= start)
        {
            problems.Add($"{field}_password is set, and {field} names no user. Write the user before the host: {address[..start]}user@host.");
            return address;
        }

        if (address.IndexOf(':', start, end - start) >= 0)
        {
            problems.Add(Twice(field));
            return address;
        }

        return $"{address[..end]}:{Uri.EscapeDataString(password)}{address[end..]}";
    }

    private static string InSettings(string settings, string password, List<string> problems)
    {
        try
        {
            var builder = new DbConnectionStringBuilder { ConnectionString = settings };
            if (builder.ContainsKey("Password") || builder.ContainsKey("Pwd"))
            {
                problems.Add(Twice("store"));
                return settings;
            }

            builder["Password"] = password;
            return builder.ConnectionString;
        }
        catch (ArgumentException)
        {
            // The store reports what is wrong with it.
            return settings;
        }
    }

    private static string Twice(string field) => $"{field}_password is set, and {field} holds a password as well. Remove one of the two.";
}
