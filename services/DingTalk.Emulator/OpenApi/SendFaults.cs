using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Statistics;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.OpenApi;

// Faults of every send: slow, refused by the server, or failed after delivery.
internal sealed class SendFaults(FaultStore faults, Stats stats, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private const string Words = "a fault of the emulator";

    // The delay continues after the caller has left, so a timeout has an unknown outcome, as in reality.
    public async Task<IResult?> BeforeAsync(string? app, string api)
    {
        if (Take(FaultNames.LatencyMs, app, api) is { } latency)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(latency.Number), time, lifetime.ApplicationStopping);
        }

        if (Take(FaultNames.SendCode, app, api) is { } coded)
        {
            return Coded(coded.Part("status")!.Value, coded.TextPart("code")!, coded.TextPart("message") ?? Words);
        }

        return Take(FaultNames.SendStatus, app, api) is { } refusal ? ServerError(refusal.Number) : null;
    }

    public IResult? AfterDelivery(string app, string api) => faults.TryTake(FaultNames.FailAfterDelivery, app, api) is { } fault
        ? ServerError(fault.Text == "true" ? 500 : fault.Number)
        : null;

    // Other calls than sends have only the faults that name them.
    private Fault? Take(string name, string? app, string api) =>
        Apis.IsSend(api) || faults.Peek(name, app, api) is { Api: not null } ? faults.TryTake(name, app, api) : null;

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

    // A numeric code belongs to the legacy API and gets its envelope.
    private IResult Coded(int status, string code, string message)
    {
        stats.Rejected(code);
        return int.TryParse(code, out var errcode)
            ? TypedResults.Json(new WebhookAnswer(errcode, message), EmulatorJson.Shared.WebhookAnswer, statusCode: status)
            : ApiError.Result(status, code, message);
    }
}
