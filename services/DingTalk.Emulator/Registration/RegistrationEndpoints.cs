using DingTalk.Emulator.Gateway;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Statistics;

namespace DingTalk.Emulator.Registration;

// POST /app/registration/init, /begin, /poll: an app is created by a person who scans a code.
internal sealed class RegistrationEndpoints(RegistrationStore registrations, PublicAddress address, Stats stats)
{
    private const int MaxBytes = 64 * 1024;
    private const int Interval = 5;
    private const int BadParameter = 40035;

    public async Task<IResult> InitAsync(HttpContext http)
    {
        var fields = await ReadAsync(http);
        var nonce = registrations.NewNonce(fields.Text("source"));
        return TypedResults.Json(
            new InitAnswer(0, "ok", nonce, (int)RegistrationStore.NonceLifetime.TotalSeconds), EmulatorJson.Shared.InitAnswer);
    }

    public async Task<IResult> BeginAsync(HttpContext http)
    {
        var fields = await ReadAsync(http);
        if (registrations.Begin(fields.Text("nonce")) is not { } begun)
        {
            return Refuse("不合法的参数: nonce");
        }

        var page = $"{address.Of(http.Request)}/register";
        return TypedResults.Json(
            new BeginAnswer(
                0, "ok", begun.DeviceCode, begun.UserCode, page, $"{page}?user_code={begun.UserCode}", (int)RegistrationStore.Lifetime.TotalSeconds, Interval),
            EmulatorJson.Shared.BeginAnswer);
    }

    public async Task<IResult> PollAsync(HttpContext http)
    {
        var fields = await ReadAsync(http);
        return registrations.Find(fields.Text("device_code")) is { } found
            ? TypedResults.Json(
                new PollAnswer(
                    0, "ok", found.Status.ToString().ToUpperInvariant(), found.App?.ClientId, found.App?.ClientSecret, found.Reason),
                EmulatorJson.Shared.PollAnswer)
            : Refuse("不合法的参数: device_code");
    }

    private static async Task<JsonFields> ReadAsync(HttpContext http) =>
        new((await RequestBody.ReadObjectAsync(http.Request, MaxBytes, http.RequestAborted)).Root ?? []);

    private IResult Refuse(string message)
    {
        stats.Rejected($"{BadParameter}");
        return TypedResults.Json(new WebhookAnswer(BadParameter, message), EmulatorJson.Shared.WebhookAnswer);
    }
}
