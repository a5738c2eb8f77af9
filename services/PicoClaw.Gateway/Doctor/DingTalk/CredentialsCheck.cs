using PicoClaw.Gateway.Doctor.Checking;

namespace PicoClaw.Gateway.Doctor.DingTalk;

/// <summary>Client id and secret get an access token. Token calls are free.</summary>
internal sealed class CredentialsCheck(AppProbe probe, IDoctorCheck? proxy = null) : IDoctorCheck
{
    public string Name => "credentials";

    public string? Subject => probe.App.Account;

    public IReadOnlyList<IDoctorCheck> Needs => proxy is null ? [] : [proxy];

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        if (BlankIn(probe.App.ClientId) || BlankIn(probe.App.ClientSecret))
        {
            return [Finding.Fail("client id or client secret has whitespace around it or in it", Remedies.CopyCredentials)];
        }

        var answer = await probe.TokenAsync(cancellationToken);
        if (answer.IsSuccess && answer.Field("accessToken") is { Length: > 0 })
        {
            return [Finding.Pass("DingTalk accepts client id and secret")];
        }

        var (kind, remedy) = Remedies.For(answer);
        var problem = kind == Refusal.Credentials ? "DingTalk refuses client id or client secret" : "DingTalk gives no access token";
        return [Finding.Fail($"{problem} ({answer.Said})", remedy)];
    }

    private static bool BlankIn(string text) => text.Any(char.IsWhiteSpace);
}
