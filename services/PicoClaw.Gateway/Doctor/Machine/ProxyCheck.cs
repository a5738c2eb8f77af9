using System.Net;
using PicoClaw.Configuration;
using PicoClaw.Gateway.Doctor.Checking;
using PicoClaw.Hosting.Proxies;

namespace PicoClaw.Gateway.Doctor.Machine;

/// <summary>A proxy that the environment names lets DingTalk's API through.</summary>
internal sealed class ProxyCheck(IReadOnlyList<Uri> hosts, HttpClient http) : IDoctorCheck
{
    public string Name => "proxy";

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (ProxyVariables.Read(Environment.GetEnvironmentVariable) is not [var (name, address), ..])
            {
                return [Finding.Pass("none is set")];
            }

            var through = hosts.Where(host => HttpClient.DefaultProxy.GetProxy(host) is not null).ToList();
            if (through.Count == 0)
            {
                return [Finding.Pass($"{name} is {address}, and is not used for DingTalk (NO_PROXY, or an address of this machine)")];
            }

            return [.. await Task.WhenAll(through.Select(host => AskAsync(host, name, address, cancellationToken)))];
        }
        catch (ConfigException exception)
        {
            return [Advice.Of(FindingLevel.Fail, exception.Message, "Correct or unset it.")];
        }
    }

    private async Task<Finding> AskAsync(Uri host, string name, string address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(host, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.StatusCode == HttpStatusCode.ProxyAuthenticationRequired
                ? Refused(host, name, address, "it wants user and password")
                : Finding.Pass($"{name} is {address} and lets {host.Host} through");
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError is not HttpRequestError.SecureConnectionError)
        {
            return Refused(host, name, address, exception.GetBaseException().Message.ReplaceLineEndings(" ").TrimEnd('.'));
        }
        catch (HttpRequestException exception)
        {
            return Finding.Fail(
                $"TLS to {host.Host} fails behind {name} {address} ({exception.GetBaseException().Message.TrimEnd('.')})",
                "Install the root certificate of a proxy that opens TLS, or let it leave DingTalk's hosts alone.");
        }
    }

    private static Finding Refused(Uri host, string name, string address, string reason) => Finding.Fail(
        $"the proxy {address} ({name}) does not let {host.Host} through: {reason}",
        $"Let it pass api.dingtalk.com, oapi.dingtalk.com and wss-open-connection.dingtalk.com, put user:password@ into {name} if it wants them, or unset {name}.");
}
