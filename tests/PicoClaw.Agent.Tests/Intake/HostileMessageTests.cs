using System.Text.Json;
using MassTransit.Serialization;
using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Hosting.DeadLetters;
using PicoClaw.Hosting.DeadLetters.Malformed;
using PicoClaw.Tests.Hostile;

namespace PicoClaw.Agent.Tests.Intake;

public sealed class HostileMessageTests : AgentTests
{
    private const int Count = 1250;

    [Fact(Timeout = 120_000)]
    public async Task Intake_1250DamagedMessages_EachIsTakenOrADeadLetterThatCanBeShown()
    {
        var agent = await Folder.OpenAsync();
        var store = agent.Services.GetRequiredService<IMalformedStore>();
        var letters = agent.Services.GetRequiredService<IDeadLetters>();
        var valid = JsonSerializer.Serialize(
            new { messageType = new[] { "urn:message:PicoClaw.Contracts:MessageReceived" }, message = Said.Group("hello", "Ann", 1) },
            SystemTextJsonMessageSerializer.Options);
        var (taken, refused) = (0, new HashSet<string>(StringComparer.Ordinal));

        for (var seed = 0; seed < Count; seed++)
        {
            var bytes = DamagedJson.Of(valid, seed);
            var malformed = MalformedMessage.Of("agent-intake", "hostile", bytes);
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

            while (Folder.Sender.Tried.TryRead(out _))
            {
            }
        }

        taken.ShouldBeGreaterThan(50);
        refused.Count.ShouldBeGreaterThan(300);
        (await letters.ListAsync(new DeadLetterFilter(), Cancel)).Select(letter => letter.Id).ShouldBe(refused, ignoreOrder: true);
    }
}
