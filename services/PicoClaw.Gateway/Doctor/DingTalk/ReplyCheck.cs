using PicoClaw.Gateway.Doctor.Checking;

namespace PicoClaw.Gateway.Doctor.DingTalk;

/// <summary>The other way, a message's own webhook: it can only answer, so a person writes to the bot that runs.</summary>
internal sealed class ReplyCheck(AppProbe probe, string user, Func<string, CancellationToken, Task<bool>>? ask) : IDoctorCheck
{
    public string Name => "reply";

    public string? Subject => probe.App.Account;

    public TimeSpan Limit => TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken) => ask is null
        ? [new Finding(FindingLevel.Skip, $"not tried: a webhook only answers, so let {user} write to the bot while it runs")]
        : await ask($"Let {user} write \"hello\" to the bot while it runs. Has it answered?", cancellationToken)
            ? [Finding.Pass($"{user} has got an answer")]
            : [Finding.Fail($"{user} wrote and got no answer", "Look at picoclaw status and at the log: event 202 tells a filter, 403 a reply that was given up.")];
}
