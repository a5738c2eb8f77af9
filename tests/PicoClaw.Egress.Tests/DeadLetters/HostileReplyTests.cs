using System.Text.Json;
using MassTransit.Serialization;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Hosting.DeadLetters;
using PicoClaw.Hosting.DeadLetters.Malformed;
using PicoClaw.Tests.Hostile;

namespace PicoClaw.Egress.Tests.DeadLetters;

public sealed class HostileReplyTests() : EgressTests(onPostgres: false)
{
    private const int Count = 1250;

    [Fact(Timeout = 120_000)]
    public async Task Intake_1250DamagedReplies_EachIsTakenOrADeadLetterThatCanBeShown()
    {
        var lane = await HearAsync();
        var (store, letters) = (Egress.Get<IMalformedStore>(), Egress.Get<IDeadLetters>());
        var valid = JsonSerializer.Serialize(
            new { messageType = new[] { "urn:message:PicoClaw.Contracts:DeliverMessage" }, message = lane.Say("hello", "u1") },
            SystemTextJsonMessageSerializer.Options);
        var (taken, refused) = (0, new HashSet<string>(StringComparer.Ordinal));

        for (var seed = 0; seed < Count; seed++)
        {
            var bytes = DamagedJson.Of(valid, seed);
            var malformed = MalformedMessage.Of("egress-intake", "hostile", bytes);
            await store.PutAsync(malformed, Cancel);
            (await letters.FindAsync(DeadLetterKind.Malformed, malformed.Id, Cancel)).ShouldNotBeNull($"seed {seed}");
            if (await letters.ReplayAsync(DeadLetterKind.Malformed, malformed.Id, Cancel) == ReplayResult.Done)
            {
                taken++;
                refused.Remove(malformed.Id);
            }
            else
            {
                refused.Add(malformed.Id);
            }
        }

        taken.ShouldBeGreaterThan(50);
        refused.Count.ShouldBeGreaterThan(300);
        (await letters.ListAsync(new DeadLetterFilter(), Cancel)).Select(letter => letter.Id).ShouldBe(refused, ignoreOrder: true);

        // Whatever was taken does not stop the account.
        await PutAndSendAsync((await HearAsync(user: "u2")).Say("the next"));
        (await DingTalk.TextsAsync()).ShouldContain("the next");
    }
}
