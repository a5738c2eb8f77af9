using System.Globalization;
using PicoClaw.Agent.Schedules;

namespace PicoClaw.Agent.Tests.Schedules;

public sealed class WhenTextTests
{
    // Thursday, 20:24 in Shanghai.
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 24, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Theory]
    [InlineData("10m tea", "2026-11-26 20:34", "tea")]
    [InlineData("in 10 minutes tea is ready", "2026-11-26 20:34", "tea is ready")]
    [InlineData("2h tea", "2026-11-26 22:24", "tea")]
    [InlineData("1d tea", "2026-11-27 20:24", "tea")]
    [InlineData("21:30 go", "2026-11-26 21:30", "go")]
    [InlineData("at 18:30 go", "2026-11-27 18:30", "go")]
    [InlineData("today 22:00 go", "2026-11-26 22:00", "go")]
    [InlineData("Tomorrow 9:00 call Li Lei", "2026-11-27 09:00", "call Li Lei")]
    [InlineData("2026-12-01 09:00 pay", "2026-12-01 09:00", "pay")]
    [InlineData("2026/12/1 9:00 pay", "2026-12-01 09:00", "pay")]
    [InlineData("10分钟后喝茶", "2026-11-26 20:34", "喝茶")]
    [InlineData("10 分钟后，喝茶", "2026-11-26 20:34", "喝茶")]
    [InlineData("2个小时后 喝茶", "2026-11-26 22:24", "喝茶")]
    [InlineData("半小时后喝茶", "2026-11-26 20:54", "喝茶")]
    [InlineData("3天后 喝茶", "2026-11-29 20:24", "喝茶")]
    [InlineData("明天9点给李雷打电话", "2026-11-27 09:00", "给李雷打电话")]
    [InlineData("明天9点半开会", "2026-11-27 09:30", "开会")]
    [InlineData("明天下午3点15分 开会", "2026-11-27 15:15", "开会")]
    [InlineData("后天 9：05 开会", "2026-11-28 09:05", "开会")]
    [InlineData("2026年12月1日9点 交房租", "2026-12-01 09:00", "交房租")]
    [InlineData("１０：３０ 开会", "2026-11-27 10:30", "开会")]
    [InlineData("３０分钟后 开第２次会", "2026-11-26 20:54", "开第２次会")]
    [InlineData("明天中午1点 吃饭", "2026-11-27 13:00", "吃饭")]
    [InlineData("明天中午11点半 吃饭", "2026-11-27 11:30", "吃饭")]
    [InlineData("明天晚上6点 吃饭", "2026-11-27 18:00", "吃饭")]
    public void Read_Once_IsTheInstantInTheZone(string text, string at, string rest)
    {
        var when = WhenText.Read(text, Now, Shanghai, out var found).ShouldNotBeNull();

        TimeZoneInfo.ConvertTime(when.At.ShouldNotBeNull(), Shanghai).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture).ShouldBe(at);
        found.ShouldBe(rest);
    }

    [Theory]
    [InlineData("every day 9:00 stand up", "0 9 * * *", "stand up")]
    [InlineData("daily 18:05 report", "5 18 * * *", "report")]
    [InlineData("every Monday 9:00 report", "0 9 * * 1", "report")]
    [InlineData("every weekday at 17:50 report", "50 17 * * 1-5", "report")]
    [InlineData("cron \"10 9 1 * *\" figures", "10 9 1 * *", "figures")]
    [InlineData("cron “10 9 * * 1-5” 数据", "10 9 * * 1-5", "数据")]
    [InlineData("每天9点 站会", "0 9 * * *", "站会")]
    [InlineData("每周一9点写周报", "0 9 * * 1", "写周报")]
    [InlineData("每个星期天 晚上8点半 打电话", "30 20 * * 0", "打电话")]
    [InlineData("工作日17:50写日报", "50 17 * * 1-5", "写日报")]
    public void Read_Again_IsACron(string text, string cron, string rest)
    {
        var when = WhenText.Read(text, Now, Shanghai, out var found).ShouldNotBeNull();

        when.Cron.ShouldNotBeNull().ToString().ShouldBe(cron);
        found.ShouldBe(rest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tea")]
    [InlineData("0m tea")]
    [InlineData("10 tea")]
    [InlineData("10mg of salt")]
    [InlineData("25:00 tea")]
    [InlineData("9:60 tea")]
    [InlineData("18:305")]
    [InlineData("every moonday 9:00 tea")]
    [InlineData("every day tea")]
    [InlineData("2026-13-01 09:00 tea")]
    [InlineData("cron \"0 9 * *\" tea")]
    [InlineData("cron \"0 0 9 * * *\" tea")]
    [InlineData("晚上12点 睡觉")]
    [InlineData("晚上0点 睡觉")]
    [InlineData("晚上1点 睡觉")]
    [InlineData("十分钟后喝茶")]
    [InlineData("9点3个人开会")]
    public void Read_AnythingElse_IsNotUnderstood(string text) => WhenText.Read(text, Now, Shanghai, out _).ShouldBeNull();
}
