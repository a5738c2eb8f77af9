using System.Net.WebSockets;
using PicoClaw.Gateway.Doctor.Checking;

namespace PicoClaw.Gateway.Doctor.DingTalk;

/// <summary>Opens a Stream link for a moment.</summary>
internal sealed class StreamCheck(AppProbe probe, IDoctorCheck credentials, TimeProvider time, TimeSpan listening) : IDoctorCheck
{
    public string Name => "stream";

    public string? Subject => probe.App.Account;

    public IReadOnlyList<IDoctorCheck> Needs => [credentials];

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var answer = await probe.OpenAsync().WaitAsync(cancellationToken);
        if (!answer.IsSuccess)
        {
            return [await RefusedAsync(answer, cancellationToken)];
        }

        if (AddressOf(answer) is not { } address)
        {
            return
            [
                Finding.Fail(
                    "the answer to opening a link has no endpoint and ticket",
                    "Look at HTTPS_PROXY and, if it is set, api_base: something else answers there."),
            ];
        }

        try
        {
            using var link = await BriefLink.OpenAsync(address, cancellationToken);
            var first = await link.ListenAsync(listening, time, cancellationToken);
            var heard = first is null ? $"no frame within {listening.TotalSeconds:0.#} s, which is usual" : $"first frame: {first}";
            return [Finding.Pass($"a link opened and was closed again; {heard}")];
        }
        catch (WebSocketException exception)
        {
            return
            [
                Finding.Fail(
                    $"{address.Host} does not keep a WebSocket open ({exception.GetBaseException().Message.TrimEnd('.')})",
                    $"Let firewall and proxy pass WebSockets (wss) to {address.Host}."),
            ];
        }
    }

    private static Uri? AddressOf(PlatformAnswer answer)
    {
        if (answer.Field("endpoint") is not { } endpoint || answer.Field("ticket") is not { } ticket)
        {
            return null;
        }

        var separator = endpoint.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return Uri.TryCreate($"{endpoint}{separator}ticket={Uri.EscapeDataString(ticket)}", UriKind.Absolute, out var address)
            && address.Scheme is "ws" or "wss"
                ? address
                : null;
    }

    // An unpublished app, a robot that is off and another receiving mode are refused alike; what the robot's own API says tells them apart.
    private async Task<Finding> RefusedAsync(PlatformAnswer answer, CancellationToken cancellationToken)
    {
        var text = $"DingTalk refuses the link ({answer.Said})";
        var (kind, remedy) = Remedies.For(answer);
        if (kind != Refusal.Other || answer is { Root: null } or { Status: >= 500 })
        {
            return Finding.Fail(text, remedy);
        }

        var (robot, ofRobot) = Remedies.For(await probe.RobotAsync(cancellationToken));
        return robot switch
        {
            Refusal.NoRobot => Finding.Fail($"{text} and knows no robot of this app that is in use: is the app published?", ofRobot),
            Refusal.Address => Finding.Fail($"{text}: this machine's address is not allowed", ofRobot),
            _ => Finding.Fail($"{text} although the robot can be used: most likely it is not in Stream mode", Remedies.UseStream),
        };
    }
}
