using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Statistics;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Gateway;

// POST /v1.0/gateway/connections/open
internal sealed class OpenEndpoint(
    AppDirectory apps, TicketStore tickets, PublicAddress address, FaultStore faults, Stats stats, IOptions<EmulatorOptions> options,
    ILogger<OpenEndpoint> logger)
{
    private const int MaxBytes = 256 * 1024;

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        // DingTalk once answered an SDK in XML; a refusal that names the cause is more useful than that.
        if (options.Value.RequireJsonAccept && !AsksForJson(http.Request))
        {
            return Refuse(
                400, "invalidParameter", "the header Accept: application/json is missing (Emulator:RequireJsonAccept asks for it)");
        }

        var (root, problem) = await RequestBody.ReadObjectAsync(http.Request, MaxBytes, http.RequestAborted);
        var request = root is null ? null : OpenRequest.Parse(root, out problem);
        if (faults.TryTake(FaultNames.RefuseOpen, request?.ClientId) is { } fault)
        {
            return Refused(fault.Text);
        }

        if (request is null)
        {
            return Refuse(400, "invalidParameter", root is null ? $"body invalid: {problem}" : problem);
        }

        if (apps.FindByCredentials(request.ClientId, request.ClientSecret) is not { } app)
        {
            return Refuse(401, "authFailed", "鉴权失败");
        }

        if (Condition(app) is { } condition)
        {
            return Refuse(400, "invalidParameter", condition);
        }

        return TypedResults.Json(
            new OpenAnswer(address.StreamEndpoint(http.Request), tickets.Issue(app, request.Subscriptions)),
            EmulatorJson.Shared.OpenAnswer);
    }

    private static bool AsksForJson(HttpRequest request) =>
        request.Headers.Accept.Any(accept => accept is not null && accept.Contains("application/json", StringComparison.OrdinalIgnoreCase));

    // DingTalk refuses all three with 400; its words vary and are not known (docs/dingtalk-protocol.md 1.2).
    private string? Condition(EmulatorApp app) =>
        faults.TryTake(FaultNames.IpNotAllowed, app.ClientId) is not null ? "the app does not allow this address"
        : faults.TryTake(FaultNames.Unpublished, app.ClientId) is not null || faults.TryTake(FaultNames.StreamOff, app.ClientId) is not null
            ? "the app is not published or not in Stream mode"
        : null;

    private IResult Refused(string how)
    {
        switch (how)
        {
            case "401":
                return Refuse(401, "authFailed", "鉴权失败");
            case "400":
                return Refuse(400, "invalidParameter", "the app is not published or not in Stream mode");
            case "html":
                stats.Rejected("html");
                return TypedResults.Content(
                    "<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head>"
                    + "<body><center><h1>400 Bad Request</h1></center></body></html>",
                    "text/html", statusCode: 400);
            default:
                return Refuse(503, "ServiceUnavailable", "The service is temporarily unavailable");
        }
    }

    private IResult Refuse(int status, string code, string message)
    {
        stats.Rejected(code);
        Log.OpenRefused(logger, code);
        return ApiError.Result(status, code, message);
    }
}
