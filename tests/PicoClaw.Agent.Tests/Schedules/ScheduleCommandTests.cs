using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Schedules;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Schedules;

/// <summary>/remind makes a schedule, /schedules lists and removes it.</summary>
public abstract class ScheduleCommandTests(bool onPostgres) : AgentTests(onPostgres)
{
    [Fact]
    public async Task Remind_SaysWhenAndReminds()
    {
        var (agent, talk) = await StartAsync();

        (await talk.SayAsync("/remind 10m tea")).ShouldBe("I will remind you: `tea` at 2026-06-13 12:10. /schedules lists and removes it.");
        await talk.UntilAsync("SELECT COUNT(*) FROM lane WHERE has_work = 1", 0L);
        Folder.Time.Advance(TimeSpan.FromMinutes(10));
        await agent.FireAsync();

        (await talk.HearAsync()).ShouldBe("**Reminder**: tea");
        (await talk.SayAsync("/schedules")).ShouldBe(SchedulesCommand.None.English);
    }

    [Fact]
    public async Task Remind_InChinese_SpeaksChinese()
    {
        var (agent, talk) = await StartAsync();

        (await talk.SayAsync("/提醒 10分钟后提醒我喝茶"))
            .ShouldBe("好的，我会提醒你：`喝茶`，时间 2026-06-13 12:10。发送 /定时任务 可以查看或删除。");
        (await talk.SayAsync("/定时任务"))
            .ShouldBe("**定时任务**（删除：/定时任务 删除 1）\n\n1. 2026-06-13 12:10：`喝茶`（`Ann` 创建）");
        await talk.UntilAsync("SELECT COUNT(*) FROM lane WHERE has_work = 1", 0L);
        Folder.Time.Advance(TimeSpan.FromMinutes(10));
        await agent.FireAsync();

        (await talk.HearAsync()).ShouldBe("**提醒**：喝茶");
    }

    [Fact]
    public async Task Remind_NotUnderstood_ShowsExamplesThatAreUnderstood()
    {
        var (_, talk) = await StartAsync();

        (await talk.SayAsync("/remind tea")).ShouldBe(RemindCommand.Usage.English);
        (await talk.SayAsync("/提醒 喝茶")).ShouldBe(RemindCommand.Usage.Chinese);
        var lines = $"{RemindCommand.Usage.English}\n{RemindCommand.Usage.Chinese}".Split('\n');
        foreach (var example in lines.Where(line => line.StartsWith("- /", StringComparison.Ordinal)))
        {
            WhenText.Read(example.Split(' ', 3)[2], Said.Noon, TimeZoneInfo.Utc, out var text).ShouldNotBeNull(example);
            text.ShouldNotBeEmpty(example);
        }
    }

    [Theory]
    [InlineData("/remind cron \"* * * * *\" tea", "At least 5 minutes have to lie between two runs of a schedule.")]
    [InlineData("/remind 2020-01-01 09:00 tea", "2020-01-01 09:00 is over already.")]
    [InlineData("/remind 9999d tea", "2053-10-28 12:00 does not come within two years.")]
    [InlineData("/remind cron \"0 0 30 2 *\" tea", "0 0 30 2 * does not come within two years.")]
    public async Task Remind_BeyondABound_SaysWhich(string command, string expected)
    {
        var (agent, talk) = await StartAsync();

        (await talk.SayAsync(command)).ShouldBe(expected);
        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM schedule")).Single().ShouldBe(0);
    }

    [Fact]
    public async Task Remind_TooManyInAConversation_IsRefused()
    {
        Folder.Settings["Agent:Defaults:TurnsPerMinute"] = "0";
        var (agent, talk) = await StartAsync();
        for (var i = 0; i < ScheduleMaker.MaxInConversation; i++)
        {
            await agent.AddAsync(Planned.Once($"{i}"));
        }

        (await talk.SayAsync("/remind 10m tea")).ShouldStartWith("There are too many schedules already: a conversation may have 20, a person 50.");
    }

    [Fact]
    public async Task Remind_TooManyOfAPersonElsewhere_IsRefused()
    {
        var (agent, talk) = await StartAsync();
        for (var i = 0; i < ScheduleMaker.MaxOfPerson; i++)
        {
            await agent.AddAsync(Planned.Once($"{i}", at: Said.Direct("", $"cid{i}")));
        }

        (await talk.SayAsync("/remind 10m tea")).ShouldStartWith("There are too many schedules already");
    }

    [Fact]
    public async Task Schedules_ListAndRemove()
    {
        var (agent, talk) = await StartAsync();
        await talk.SayAsync("/remind every monday 9:00 write `the` report");
        Folder.Time.Advance(TimeSpan.FromMilliseconds(1));
        await talk.SayAsync("/remind 10m tea");
        Folder.Time.Advance(TimeSpan.FromMilliseconds(1));
        await agent.AddAsync(Planned.Once("sum up", isPrompt: true, seconds: 3600));

        (await talk.SayAsync("/schedules")).ShouldBe(
            """
            **Schedules** (remove one: /schedules remove 1)

            1. 2026-06-15 09:00, again by `0 9 * * 1`: `write 'the' report` (by `Ann`)
            2. 2026-06-13 12:10: `tea` (by `Ann`)
            3. 2026-06-13 13:00: I carry out `sum up` (by `Ann`)
            """.ReplaceLineEndings("\n"));
        (await talk.SayAsync("/schedules remove ２")).ShouldBe("Removed: `tea`");
        (await talk.SayAsync("/schedules remove 3")).ShouldBe("There is no number 3. Send /schedules to see the numbers.");
        (await talk.SayAsync("/schedules remove two")).ShouldStartWith("There is no number two.");
        (await talk.SayAsync("/schedules what")).ShouldStartWith("Send /schedules to list them");
        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM schedule")).Single().ShouldBe(2);
    }

    [Fact]
    public async Task Remove_InAGroup_IsForTheMakerAndAdministrators()
    {
        var (agent, talk) = await StartAsync();
        await talk.SayInGroupAsync("/remind 10m tea", "Ann");
        Folder.Time.Advance(TimeSpan.FromMilliseconds(1));
        await talk.SayInGroupAsync("/remind 20m cake", "Ann");

        (await talk.SayInGroupAsync("/schedules remove 1", "Bob")).ShouldBe(SchedulesCommand.NotYours.English);
        (await talk.SayInGroupAsync("/schedules remove 1", "Ann")).ShouldBe("Removed: `tea`");
        (await talk.SayInGroupAsync("/schedules remove 1", "Bob", isAdmin: true)).ShouldBe("Removed: `cake`");
        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM schedule")).Single().ShouldBe(0);
    }

    private async Task<(AgentProcess Agent, Talk Talk)> StartAsync()
    {
        var agent = await Folder.StartAsync();
        return (agent, new Talk(Folder, agent));
    }
}
