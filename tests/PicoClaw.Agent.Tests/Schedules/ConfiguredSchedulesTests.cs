using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Schedules.Firing;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Schedules;

/// <summary>The schedules of the configuration are in the store as the configuration has them now.</summary>
public abstract class ConfiguredSchedulesTests : AgentTests
{
    protected ConfiguredSchedulesTests(bool onPostgres)
        : base(onPostgres)
    {
        Set("Cron", "0 13 * * *");
        Set("Channel", "sample");
        Set("Account", "main");
        Set("User", "u1");
        Set("Text", "lunch");
        Folder.Settings["Agent:Defaults:ScheduleSpread"] = "0";
    }

    [Fact]
    public async Task Text_IsSentAsItIsAndMentionsNobody()
    {
        Folder.Settings.Remove("Schedules:daily:User");
        Set("Group", "cidGroup");
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await talk.UntilAsync("SELECT COUNT(*) FROM schedule", 1L);

        Folder.Time.Advance(TimeSpan.FromHours(1));
        await agent.FireAsync();
        var reply = await talk.HearReplyAsync();

        Text(reply).ShouldBe("lunch");
        reply.Mentions.ShouldBeEmpty();
        reply.Conversation.Id.ShouldBe("cidGroup");
        reply.ReplyRoute.Address.ShouldBeEmpty();
    }

    [Fact]
    public async Task Person_SeesItInTheListAndMayNotRemoveIt()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await talk.UntilAsync("SELECT COUNT(*) FROM schedule", 1L);

        (await talk.SayAsync("/schedules")).ShouldEndWith("1. 2026-06-13 13:00, again by `0 13 * * *`: `lunch` (by the configuration)");
        (await talk.SayAsync("/schedules remove 1")).ShouldStartWith("It comes from the bot's configuration");
    }

    [Fact]
    public async Task Changed_FollowsAtTheNextLook()
    {
        var agent = await Folder.OpenAsync();
        var configured = agent.Services.GetRequiredService<ConfiguredSchedules>();
        await configured.FollowAsync(Cancel);

        agent.Change(("Schedules:daily:Text", "supper"));
        await configured.FollowAsync(Cancel);
        (await agent.QueryAsync<string>("SELECT body FROM schedule")).Single().ShouldContain("supper");

        agent.Change(("Schedules:daily:Cron", "0 19 * * *"));
        await configured.FollowAsync(Cancel);
        (await agent.QueryAsync<long>("SELECT occurrence FROM schedule")).Single().ShouldBe(Said.Noon.AddHours(7).ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Removed_StopsAndWhatPeopleMadeStays()
    {
        var agent = await Folder.OpenAsync();
        await agent.Services.GetRequiredService<ConfiguredSchedules>().FollowAsync(Cancel);
        await agent.AddAsync(Planned.Once("tea"));
        foreach (var key in Folder.Settings.Keys.Where(key => key.StartsWith("Schedules:", StringComparison.Ordinal)).ToList())
        {
            Folder.Settings.Remove(key);
        }

        var next = await Folder.OpenAsync(agent);
        await next.Services.GetRequiredService<ConfiguredSchedules>().FollowAsync(Cancel);

        (await next.QueryAsync<string?>("SELECT name FROM schedule")).ShouldBe([null]);
    }

    [Fact]
    public async Task Restarted_MissedRunIsMadeUpForAndOnceIsNotRepeated()
    {
        Folder.Settings.Remove("Schedules:daily:Cron");
        Set("At", "2026-06-13 13:00");
        var agent = await Folder.OpenAsync();
        var configured = agent.Services.GetRequiredService<ConfiguredSchedules>();
        await configured.FollowAsync(Cancel);
        Folder.Time.Advance(TimeSpan.FromMinutes(70));

        // As a process that was away.
        var next = await Folder.OpenAsync(agent);
        configured = next.Services.GetRequiredService<ConfiguredSchedules>();
        await configured.FollowAsync(Cancel);
        (await next.FireAsync()).ShouldBe(1);
        var third = await Folder.OpenAsync(agent);
        await third.Services.GetRequiredService<ConfiguredSchedules>().FollowAsync(Cancel);

        next.Logged(421).ShouldBeEmpty();
        (await third.FireAsync()).ShouldBe(0);
        (await third.QueryAsync<long>("SELECT COUNT(*) FROM schedule")).Single().ShouldBe(0);
        (await third.QueryAsync<string>("SELECT schedule FROM mailbox")).Single().ShouldContain("\"IsLate\":true");
    }

    [Fact]
    public async Task Over_IsNotDroppedSilently()
    {
        Folder.Settings.Remove("Schedules:daily:Cron");
        Set("At", "2026-06-13 11:59");
        var agent = await Folder.OpenAsync();

        await agent.Services.GetRequiredService<ConfiguredSchedules>().FollowAsync(Cancel);

        agent.Logged(421).ShouldBe(
            ["Schedule daily of the configuration does not run: 2026-06-13 11:59 is over. Write a later \"at\", or remove the schedule"]);
        agent.Logged(394).ShouldBeEmpty();
        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM schedule")).Single().ShouldBe(0);
    }

    [Theory]
    [InlineData("Cron", "0 9 * *", "schedules.daily.cron is \"0 9 * *\", but must be five fields")]
    [InlineData("Cron", "0 9 30 2 *", "schedules.daily.cron is \"0 9 30 2 *\", which never comes.")]
    [InlineData("TimeZone", "Mars/Base", "schedules.daily.time_zone is \"Mars/Base\", which this machine does not know.")]
    public async Task Wrong_StopsTheStart(string field, string value, string expected)
    {
        Set(field, value);

        var failure = await Should.ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>(Folder.StartAsync);

        failure.Message.ShouldContain(expected);
    }

    private void Set(string field, string value) => Folder.Settings[$"Schedules:daily:{field}"] = value;
}
