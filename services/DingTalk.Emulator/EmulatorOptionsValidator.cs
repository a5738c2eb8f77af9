using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator;

internal sealed class EmulatorOptionsValidator : IValidateOptions<EmulatorOptions>
{
    // The longest delay of an ITimer.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    public ValidateOptionsResult Validate(string? name, EmulatorOptions options)
    {
        var problems = Ranges(options)
            .Concat(Apps(options)).Concat(Times(options)).Concat(Graces(options)).Concat(Addresses(options)).Concat(Templates(options)).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Ranges(EmulatorOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return results.Select(result => $"{EmulatorOptions.SectionName}: {result.ErrorMessage}");
    }

    private static IEnumerable<string> Apps(EmulatorOptions options)
    {
        if (options.Apps is not { Count: > 0 })
        {
            yield return "Emulator:Apps must name at least one app (ClientId, ClientSecret).";
            yield break;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < options.Apps.Count; i++)
        {
            var app = options.Apps[i];
            if (string.IsNullOrWhiteSpace(app.ClientId) || string.IsNullOrWhiteSpace(app.ClientSecret))
            {
                yield return $"Emulator:Apps:{i} needs a ClientId and a ClientSecret.";
            }
            else if (!seen.Add(app.ClientId))
            {
                yield return $"Emulator:Apps:{i}:ClientId '{app.ClientId}' is used twice.";
            }
        }
    }

    private static IEnumerable<string> Times(EmulatorOptions options)
    {
        (string Key, TimeSpan Value)[] times =
        [
            (nameof(options.RedeliverAfter), options.RedeliverAfter), (nameof(options.TicketLifetime), options.TicketLifetime),
            (nameof(options.SystemPingInterval), options.SystemPingInterval), (nameof(options.SessionLifetime), options.SessionLifetime),
            (nameof(options.DownloadUrlLifetime), options.DownloadUrlLifetime), (nameof(options.ReceiptLifetime), options.ReceiptLifetime),
            (nameof(options.ConnectionLifetime), options.ConnectionLifetime ?? TimeSpan.FromHours(1)),
        ];
        return times.Where(time => time.Value <= TimeSpan.Zero || time.Value > Longest)
            .Select(time => $"Emulator:{time.Key} must be more than zero and at most {Longest.TotalDays:0} days (it is {time.Value}).");
    }

    private static IEnumerable<string> Graces(EmulatorOptions options)
    {
        (string Key, TimeSpan Value)[] graces =
        [
            (nameof(options.DeadLinkGrace), options.DeadLinkGrace), (nameof(options.ReceiptDelay), options.ReceiptDelay),
        ];
        return graces.Where(grace => grace.Value < TimeSpan.Zero || grace.Value > Longest)
            .Select(grace => $"Emulator:{grace.Key} must be from zero to {Longest.TotalDays:0} days (it is {grace.Value}).");
    }

    private static IEnumerable<string> Addresses(EmulatorOptions options)
    {
        foreach (var url in (options.Url ?? "").Split(';'))
        {
            if (Binding(url) is not { Scheme: "http", PathBase.Length: 0, Port: >= 0 and <= 65535 } binding)
            {
                yield return $"Emulator:Url '{url}' is not an address like http://127.0.0.1:5080 (https and paths are not offered).";
            }
            else if (!IsAddress(binding.Host))
            {
                // Kestrel would treat a name as a wildcard.
                yield return $"Emulator:Url '{url}' does not say where to listen: "
                    + $"write localhost or an IP address in place of '{binding.Host}', or * for every address of this machine.";
            }
        }

        if (options.AllowedHosts.Find(host => Uri.CheckHostName(host) is UriHostNameType.Unknown) is { } odd)
        {
            yield return $"Emulator:AllowedHosts '{odd}' is not a name such as emulator (without http:// and without a port).";
        }

        if (options.PublicUrl is { } shown && !(Uri.TryCreate(shown, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            yield return $"Emulator:PublicUrl '{shown}' is not an absolute http or https address.";
        }
    }

    private static IEnumerable<string> Templates(EmulatorOptions options) => options.Templates
        .Where(template => template.Value is not { Count: > 0 } variables || variables.Any(string.IsNullOrWhiteSpace))
        .Select(template => $"Emulator:Templates:{template.Key} must list the variables of the template (such as content).");

    private static bool IsAddress(string host) =>
        host is "*" or "+" || host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host, out _);

    // Kestrel's wildcards (http://+:8080) are not URIs, so its own parser decides.
    private static BindingAddress? Binding(string url)
    {
        try
        {
            return BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
