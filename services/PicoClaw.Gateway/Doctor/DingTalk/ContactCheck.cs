using PicoClaw.Gateway.Doctor.Checking;

namespace PicoClaw.Gateway.Doctor.DingTalk;

/// <summary>The app may look people up. Free of charge; the bot answers without it, too.</summary>
internal sealed class ContactCheck(AppProbe probe, IDoctorCheck credentials, string? user) : IDoctorCheck
{
    private const string Nobody = "picoclaw-doctor";

    public string Name => "contacts";

    public string? Subject => probe.App.Account;

    public IReadOnlyList<IDoctorCheck> Needs => [credentials];

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var answer = await probe.UserAsync(user ?? Nobody).WaitAsync(cancellationToken);
        return
        [
            answer switch
            {
                { IsSuccess: true } => Finding.Pass("the app may look people up"),

                // The question itself was allowed.
                { Code: "33012" or "60121" } when user is null => Finding.Pass("the app may look people up"),
                { Code: "33012" or "60121" } => Finding.Warn(
                    $"DingTalk knows nobody with the id {user} ({answer.Said})", "Correct the id; each person sees their own with /id."),
                { Code: "50002" } => Finding.Warn(
                    $"{user ?? "a person"} is outside the app's contact scope ({answer.Said})",
                    "Widen the contact scope (通讯录权限范围) under 权限管理."),
                { Code: "60011" } => Finding.Warn(
                    $"the app may not look people up ({answer.Said})",
                    "Apply for qyapi_get_member under 权限管理 if names and departments matter to you."),
                _ => Finding.Warn($"people cannot be looked up ({answer.Said})", Remedies.For(answer).Remedy),
            },
        ];
    }
}
