using Microsoft.Extensions.Logging;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Conversations;

/// <summary>What the log tells of the turns.</summary>
public sealed class TurnLogTests : IAsyncDisposable
{
    private readonly AgentFolder _folder = new(onPostgres: false);

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Turn_Answered_IsOneLineWithoutWhatWasSaid()
    {
        var agent = await _folder.StartAsync();
        _folder.Model.Answer = (_, _) => Task.FromResult("my answer");

        await new Talk(_folder, agent).SayAsync("my question");

        var line = Lines(agent).ShouldHaveSingleItem();
        line.ShouldMatch(@"^Answered \S+ for \S+ in \d+\.\d s .+: 1 message\(s\), \d+ tokens in, \d+ out$");
        line.ShouldNotContain("my ");
    }

    [Fact]
    public async Task Turn_Command_NeedsNoModel()
    {
        var agent = await _folder.StartAsync();

        await new Talk(_folder, agent).SayAsync("/help");

        Lines(agent).ShouldHaveSingleItem().ShouldContain(" s without a model: ");
    }

    private static List<string> Lines(AgentProcess agent) =>
        [.. agent.Services.GetFakeLogCollector().GetSnapshot().Where(record => record.Id.Id == 321 && record.Level == LogLevel.Information).Select(record => record.Message)];
}
