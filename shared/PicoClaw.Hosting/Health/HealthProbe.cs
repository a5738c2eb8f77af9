using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace PicoClaw.Hosting.Health;

/// <summary>
/// <c>--health</c> and <c>--ready</c>: the program asks the process that runs beside it with the same settings, so a container's health check needs
/// neither a shell nor curl.
/// </summary>
public static class HealthProbe
{
    public const string HealthWord = "--health";
    public const string ReadyWord = "--ready";

    // Shorter than the container engine's own limit, which would hide the reason.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>The path to ask for when <paramref name="args"/> hold one of the two words.</summary>
    public static string? PathIn(string[] args) => args.Contains(ReadyWord) ? "ready" : args.Contains(HealthWord) ? "health" : null;

    /// <summary>The address of a service by its environment and arguments. config.json is not read: this runs every few seconds.</summary>
    internal static string Address(string[] args, string fallback)
    {
        var settings = new ConfigurationBuilder()
            .AddEnvironmentVariables("DOTNET_")
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddCommandLine([.. args.Where(arg => arg is not (HealthWord or ReadyWord))])
            .Build();
        return ListenAddress.Configured(settings).FirstOrDefault(fallback);
    }

    /// <summary>0 when it answers 200; else 1, and one line says why.</summary>
    public static async Task<int> AskAsync(string address, string path, TextWriter errors)
    {
        var url = new Uri(Reachable(BindingAddress.Parse(address)), path);
        try
        {
            using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
            using var http = new HttpClient(handler) { Timeout = Patience };
            using var answer = await http.GetAsync(url);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return 0;
            }

            await errors.WriteLineAsync(
                $"{url} answers {(int)answer.StatusCode}: {(await answer.Content.ReadAsStringAsync()).ReplaceLineEndings(" ")}");
        }
        catch (HttpRequestException refused)
        {
            await errors.WriteLineAsync($"{url} does not answer: {refused.Message.ReplaceLineEndings(" ")}");
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync($"{url} did not answer within {Patience.TotalSeconds:0} s");
        }

        return 1;
    }

    // A server listens on a wildcard, but a client cannot connect to one.
    private static Uri Reachable(BindingAddress address) =>
        new($"http://{(address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host)}:{address.Port}/");
}
