using System.Net;
using DingTalk.Emulator.Json;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Access;

// Any web page open on this machine can send requests here, and a DNS server can point its own name here (DNS rebinding). So every
// request must name this emulator in Host, and a request from a page must come from ours. Programs send no Origin.
internal sealed class CallerCheck(IOptions<EmulatorOptions> options, ILogger<CallerCheck> logger)
{
    private const string Localhost = "localhost";
    private const int MostShown = 100;

    private readonly Uri? _public = options.Value.PublicUrl is { } url ? new Uri(url) : null;

    public Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        // Browsers must not guess content types from text that a caller put into an answer.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Problem(http) is { } problem ? RefuseAsync(http, problem) : next(http);
    }

    private string? Problem(HttpContext http)
    {
        var request = http.Request;
        if (!IsOurs(request.Host, http.Connection.LocalIpAddress))
        {
            return $"The request is for '{Shown(request.Host.Value)}', a host this emulator does not answer to: use 127.0.0.1 or localhost, "
                + "or add the name to Emulator:AllowedHosts (EMULATOR__ALLOWEDHOSTS__0)";
        }

        return request.Headers.Origin.Any(origin => !IsOurPage(origin, request.Host))
            ? $"A web page of another address ('{Shown(request.Headers.Origin)}') may not use this emulator: open the chat page at http://{request.Host}/"
            : null;
    }

    // An IP literal cannot be rebound, but only the address of this connection is known to be ours.
    private bool IsOurs(HostString host, IPAddress? connectedTo)
    {
        var name = host.Host.TrimEnd('.');
        if (IPAddress.TryParse(name, out var address))
        {
            return IPAddress.IsLoopback(address) || address.Equals(Plain(connectedTo)) || IsListed(name);
        }

        return name.Equals(Localhost, StringComparison.OrdinalIgnoreCase) || IsListed(name);
    }

    private bool IsListed(string name) =>
        options.Value.AllowedHosts.Any(allowed => allowed.Equals(name, StringComparison.OrdinalIgnoreCase))
        || (_public is not null && name.Trim('[', ']').Equals(_public.IdnHost, StringComparison.OrdinalIgnoreCase));

    private bool IsOurPage(string? origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && (page.Authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase) || page.Authority == _public?.Authority);

    private Task RefuseAsync(HttpContext http, string problem)
    {
        Log.CallerRefused(logger, problem);

        // A misconfigured bot displays errors in DingTalk's shape.
        var answer = http.Request.Path.StartsWithSegments("/v1.0", StringComparison.Ordinal)
            ? ApiError.Result(StatusCodes.Status403Forbidden, "Forbidden.Emulator", problem)
            : ErrorAnswer.Result(problem, StatusCodes.Status403Forbidden);
        return answer.ExecuteAsync(http);
    }

    private static string Shown(string? given) => new([.. (given ?? "").Where(character => !char.IsControl(character)).Take(MostShown)]);

    // As in a Host header: without the scope id of a link-local address.
    private static IPAddress? Plain(IPAddress? address) =>
        address is null ? null
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : new IPAddress(address.GetAddressBytes());
}
