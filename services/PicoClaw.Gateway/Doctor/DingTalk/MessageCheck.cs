using System.Text.Json;
using System.Text.Json.Nodes;
using PicoClaw.Gateway.Doctor.Checking;

namespace PicoClaw.Gateway.Doctor.DingTalk;

/// <summary>Sends a person one message by the OpenAPI, which costs a call of the month, and has them confirm it where they can be asked.</summary>
internal sealed class MessageCheck(AppProbe probe, string user, Func<string, CancellationToken, Task<bool>>? ask) : IDoctorCheck
{
    private const string Title = "PicoClaw doctor";

    public string Name => "message";

    public string? Subject => probe.App.Account;

    // A person looks it up.
    public TimeSpan Limit => TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var content = new JsonObject { ["title"] = Title, ["text"] = $"### {Title}\n\nThis message came by the OpenAPI. 这条消息由 OpenAPI 发送。" };
        var answer = await probe.SendAsync([user], "sampleMarkdown", content).WaitAsync(cancellationToken);
        if (!answer.IsSuccess)
        {
            return [Finding.Fail($"DingTalk refuses a message to {user} ({answer.Said})", Remedies.For(answer).Remedy)];
        }

        if (Lists(answer, "invalidStaffIdList"))
        {
            return [Finding.Fail($"DingTalk knows nobody with the id {user}", "Write the user id; each person sees their own with /id. They must be within the app's visibility scope (可见范围).")];
        }

        if (Lists(answer, "flowControlledStaffIdList"))
        {
            return [Finding.Warn($"DingTalk holds messages to {user} back for now", "Try again in some minutes.")];
        }

        if (ask is null)
        {
            return [Finding.Pass($"\"{Title}\" is sent to {user} by the OpenAPI; only {user} can tell whether it arrived")];
        }

        return
        [
            await ask($"Has {user} got the message \"{Title}\"?", cancellationToken)
                ? Finding.Pass($"{user} has got a message by the OpenAPI")
                : Finding.Fail(
                    $"DingTalk accepted the message, and {user} does not see it",
                    "Put the person within the app's visibility scope (可见范围), and look for the bot's chat in DingTalk's search."),
        ];
    }

    private static bool Lists(PlatformAnswer answer, string name) =>
        answer.Root!.Value.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0;
}
