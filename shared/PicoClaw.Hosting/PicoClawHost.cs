using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using PicoClaw.Configuration;
using PicoClaw.Hosting.Health;
using PicoClaw.Hosting.Startup;

namespace PicoClaw.Hosting;

/// <summary>How every process of PicoClaw starts and ends: one configuration, one log, one health, and errors that a person can read.</summary>
public static class PicoClawHost
{
    private const string Verbose = "--verbose";

    /// <summary>
    /// A builder that has read the configuration; <paramref name="args"/> such as <c>--broker amqp://…</c> or <c>--config PATH</c> win over it.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(string[] args) =>
        // .NET would take the argument after --verbose for its value.
        HostDefaults.CreateBuilder([.. args.Where(arg => arg != Verbose)]);

    /// <summary>
    /// A service: with <c>--health</c> or <c>--ready</c> it asks the process that runs already; else it builds and runs the process,
    /// which answers on <paramref name="url"/> unless the environment names other addresses.
    /// </summary>
    public static Task<int> RunAsync(string[] args, string url, Func<WebApplicationBuilder> create) =>
        HealthProbe.PathIn(args) is { } path
            ? HealthProbe.AskAsync(HealthProbe.Address(args, url), path, Console.Error)
            : RunAsync(create, _ => new ListenAddress(url), args.Contains(Verbose));

    /// <summary>
    /// Builds and runs the process, which answers on <paramref name="address"/> unless the environment names other addresses.
    /// 0, or 1 after an error that was printed.
    /// </summary>
    public static async Task<int> RunAsync(Func<WebApplicationBuilder> create, Func<IConfiguration, ListenAddress> address, bool verbose = false)
    {
        try
        {
            await HostProcess.RunAsync(create(), address);
            return 0;
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync(verbose ? exception.ToString() : StartError.Describe(exception));
            return 1;
        }
    }

    /// <summary>Asks the process that runs with this configuration for <paramref name="path"/>. 0, or 1 after a line that says why.</summary>
    public static async Task<int> AskAsync(string path, Func<WebApplicationBuilder> create, Func<IConfiguration, ListenAddress> address)
    {
        try
        {
            var configuration = create().Configuration;
            var url = ListenAddress.Configured(configuration).FirstOrDefault() ?? address(configuration).Url;
            return await HealthProbe.AskAsync(url, path, Console.Error);
        }
        catch (ConfigException exception)
        {
            await Console.Error.WriteLineAsync(StartError.Describe(exception));
            return 1;
        }
    }
}
