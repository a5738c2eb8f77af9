using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Statistics;

namespace DingTalk.Emulator.OpenApi;

// The faults common to every send: slow, refused by the server, or failed after the message had been delivered.
internal sealed class SendFaults(FaultStore faults, Stats stats, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private const string Words = "a fault of the emulator";

    // The delay outlives an impatient caller, so that his timeout is what it is in reality: an unknown outcome.
    public async Task<IResult?> BeforeAsync(string? app, string api)
    {
        if (faults.TryTake(FaultNames.LatencyMs, app, api) is { } latency)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(latency.Number), time, lifetime.ApplicationStopping);
        }

        if (faults.TryTake(FaultNames.SendCode, app, api) is { } coded)
        {
            return Coded(coded.Part("status")!.Value, coded.TextPart("code")!, coded.TextPart("message") ?? Words);
        }

        return faults.TryTake(FaultNames.SendStatus, app, api) is { } refusal ? ServerError(refusal.Number) : null;
    }

    public IResult? AfterDelivery(string app, string api) => faults.TryTake(FaultNames.FailAfterDelivery, app, api) is { } fault
        ? ServerError(fault.Text == "true" ? 500 : fault.Number)
        : null;

    private IResult ServerError(int status)
    {
        var code = status switch
        {
            401 => "InvalidAuthentication",
            403 => "Forbidden.AccessDenied",
            503 => "ServiceUnavailable",
            >= 500 => "system.err",
            _ => "unknownError",
        };
        return Coded(status, code, Words);
    }

    // A number is a code of the legacy API, with the envelope of that.
    private IResult Coded(int status, string code, string message)
    {
        stats.Rejected(code);
        return int.TryParse(code, out var errcode)
            ? TypedResults.Json(new WebhookAnswer(errcode, message), EmulatorJson.Shared.WebhookAnswer, statusCode: status)
            : ApiError.Result(status, code, message);
    }
}
