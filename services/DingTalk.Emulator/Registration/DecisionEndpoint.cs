using System.Security.Cryptography;
using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Registration;

// GET and POST /emulator/registration: what the person does who has scanned the code.
internal sealed class DecisionEndpoint(RegistrationStore registrations, AppDirectory apps)
{
    private const int MaxBytes = 64 * 1024;

    public IResult Show() =>
        TypedResults.Json([.. registrations.All.Select(RegistrationView.Of)], EmulatorJson.Shared.IReadOnlyListRegistrationView);

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        var (root, problem) = await RequestBody.ReadObjectAsync(http.Request, MaxBytes, http.RequestAborted);
        if (root is null)
        {
            return ErrorAnswer.Result($"The body cannot be read: {problem}.", RequestBody.IsJson(http.Request) ? 400 : 415);
        }

        var fields = new JsonFields(root);
        var (decision, code, name, reason) = (fields.Text("decision"), fields.Text("userCode"), fields.Text("name"), fields.Text("reason"));
        RegistrationStatus? status = decision switch
        {
            "approve" => RegistrationStatus.Success,
            "deny" => RegistrationStatus.Fail,
            "expire" => RegistrationStatus.Expired,
            _ => null,
        };
        if (fields.Problem is not null || status is null)
        {
            return ErrorAnswer.Result(fields.Problem ?? "\"decision\" must be approve, deny or expire");
        }

        var app = status == RegistrationStatus.Success ? NewApp(name) : null;
        if (registrations.Decide(code, status.Value, app, status == RegistrationStatus.Fail ? reason ?? "用户取消授权" : null) is not { } decided)
        {
            return ErrorAnswer.Result(code is null ? "no registration waits" : $"no registration with the code {code} waits");
        }

        if (app is not null)
        {
            apps.Add(app);
        }

        return TypedResults.Json(RegistrationView.Of(decided), EmulatorJson.Shared.RegistrationView);
    }

    private static EmulatorApp NewApp(string? name) => new()
    {
        ClientId = $"ding{RandomNumberGenerator.GetHexString(16, lowercase: true)}",
        ClientSecret = RandomNumberGenerator.GetHexString(48, lowercase: true),
        Name = name ?? "PicoClaw",
    };
}
