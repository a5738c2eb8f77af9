using System.Globalization;
using System.Text.Json.Nodes;
using PicoClaw.Gateway.Doctor.Checking;
using PicoClaw.Gateway.Doctor.DingTalk;
using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Onboarding;

/// <summary>Has DingTalk create an app for the person who scans a code (docs/dingtalk-protocol.md B9).</summary>
internal sealed class AppRegistration(PlatformCall call, Uri oapi, TimeProvider time)
{
    private const string ByHand = "Create the app by hand (docs/dingtalk-setup.md) and write --client-id and --client-secret";

    // Somebody may scan while the network is away for a moment.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task<RegistrationOffer> BeginAsync(CancellationToken cancellationToken)
    {
        var nonce = Required(await PostAsync("init", [], cancellationToken), "nonce");
        var begun = await PostAsync("begin", new JsonObject { ["nonce"] = nonce }, cancellationToken);
        var link = Required(begun, "verification_uri_complete");
        if (!Uri.TryCreate(link, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new CommandException("DingTalk's answer has no link to scan", ByHand);
        }

        return new RegistrationOffer(
            address,
            begun.Field("user_code") ?? "",
            Required(begun, "device_code"),
            TimeSpan.FromSeconds(Seconds(begun, "interval", 5, 1, 60)),
            time.GetUtcNow() + TimeSpan.FromSeconds(Seconds(begun, "expires_in", 7200, 60, 86_400)));
    }

    /// <summary>Waits until the code was scanned.</summary>
    public async Task<AppCredentials> WaitAsync(RegistrationOffer offer, CancellationToken cancellationToken)
    {
        var heard = time.GetUtcNow();
        while (time.GetUtcNow() < offer.Until)
        {
            await Task.Delay(offer.Interval, time, cancellationToken);
            if (await PollAsync(offer, time.GetUtcNow() - heard > Patience, cancellationToken) is not { } polled)
            {
                continue;
            }

            heard = time.GetUtcNow();
            switch (polled.Field("status")?.ToUpperInvariant())
            {
                case "SUCCESS":
                    return new AppCredentials(Required(polled, "client_id"), Required(polled, "client_secret"), IsScanned: true);
                case "FAIL":
                    var reason = polled.Field("fail_reason") ?? "DingTalk gives no reason";
                    throw new CommandException($"The app was not created ({reason})", $"Run this again, or: {ByHand}");
                case "EXPIRED":
                    throw Expired();
                default:
                    break;
            }
        }

        throw Expired();
    }

    // Null when DingTalk was not reached, which may pass.
    private async Task<PlatformAnswer?> PollAsync(RegistrationOffer offer, bool isLast, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await AskAsync("poll", new JsonObject { ["device_code"] = offer.DeviceCode }, cancellationToken);
            return answer.Root is null || answer.Status >= 500 ? isLast ? throw Refused(answer) : null : Accepted(answer);
        }
        catch (CheckFailedException) when (!isLast)
        {
            return null;
        }
    }

    private async Task<PlatformAnswer> PostAsync(string step, JsonObject body, CancellationToken cancellationToken) =>
        Accepted(await AskAsync(step, body, cancellationToken));

    private Task<PlatformAnswer> AskAsync(string step, JsonObject body, CancellationToken cancellationToken) =>
        call.PostAsync(new Uri(oapi, $"/app/registration/{step}"), body.ToJsonString(), secret: "", token: null, cancellationToken);

    private static PlatformAnswer Accepted(PlatformAnswer answer) => answer.IsSuccess ? answer : throw Refused(answer);

    private static string Required(PlatformAnswer answer, string name) => answer.Field(name) is { Length: > 0 } value ? value : throw Refused(answer);

    private static int Seconds(PlatformAnswer answer, string name, int fallback, int least, int most) =>
        int.TryParse(answer.Field(name), CultureInfo.InvariantCulture, out var seconds) ? Math.Clamp(seconds, least, most) : fallback;

    private static CommandException Refused(PlatformAnswer answer) => new($"DingTalk does not create an app by scanning ({answer.Said})", ByHand);

    private static CommandException Expired() => new("Nobody has scanned the code in time", $"Run this again, or: {ByHand}");
}
