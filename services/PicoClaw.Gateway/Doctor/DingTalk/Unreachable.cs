using PicoClaw.Gateway.Doctor.Checking;

namespace PicoClaw.Gateway.Doctor.DingTalk;

/// <summary>Says why a host was not reached, and what to do.</summary>
internal static class Unreachable
{
    public static CheckFailedException From(string host, HttpRequestException exception)
    {
        var reason = exception.GetBaseException().Message.ReplaceLineEndings(" ").TrimEnd('.');
        var remedy = exception.HttpRequestError switch
        {
            HttpRequestError.ProxyTunnelError => $"Let the proxy pass {host}, with user and password where it wants them: HTTPS_PROXY=http://user:password@host:port.",
            HttpRequestError.NameResolutionError => $"Correct this machine's DNS, or set HTTPS_PROXY where only a proxy knows {host}.",
            HttpRequestError.SecureConnectionError => "Correct this machine's clock and root certificates, and see whether a proxy opens TLS.",
            _ => $"Let this machine connect to {host}: look at firewall, HTTPS_PROXY and, if it is set, api_base.",
        };
        return new CheckFailedException($"{host} cannot be reached ({reason})", remedy, exception);
    }
}
