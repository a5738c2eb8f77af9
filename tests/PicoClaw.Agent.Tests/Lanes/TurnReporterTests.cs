using Microsoft.Extensions.Logging;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Lanes;

/// <summary>The log has one line per turn.</summary>
public sealed class TurnReporterTests : AgentTests
{
    [Fact]
    public async Task Turn_Answered_IsOneLineWithoutWhatWasSaid()
    {
        var agent = await Folder.StartAsync();
        Folder.Model.Answer = (_, _) => Task.FromResult("my answer");

        await new Talk(Folder, agent).SayAsync("my question");

        var line = Lines(agent).ShouldHaveSingleItem();
        line.ShouldMatch(@"^Answered \S+ for \S+ in \d+\.\d s .+: 1 message\(s\), \d+ tokens in, \d+ out$");
        line.ShouldNotContain("my ");
    }

    [Fact]
    public async Task Turn_Command_NeedsNoModel()
    {
        var agent = await Folder.StartAsync();

        await new Talk(Folder, agent).SayAsync("/help");

        Lines(agent).ShouldHaveSingleItem().ShouldContain(" s without a model: ");
    }

    private static List<string> Lines(AgentProcess agent) =>
    [
        .. agent.Services.GetFakeLogCollector().GetSnapshot()
            .Where(record => record.Id.Id == 321 && record.Level == LogLevel.Information)
            .Select(record => record.Message),
    ];
}
