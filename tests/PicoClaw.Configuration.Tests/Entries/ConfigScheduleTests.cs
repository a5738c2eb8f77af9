using Microsoft.Extensions.Configuration;
using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests.Entries;

public sealed class ConfigScheduleTests
{
    private const string Account =
        """ "channel_list": { "acme": { "enabled": true, "type": "dingtalk", "settings": { "client_id": "i", "client_secret": "s" } } }""";

    [Fact]
    public void Load_Schedules_AreKeptByNameWithTheirChannel()
    {
        using var folder = new ConfigFolder($$"""
            { {{Account}}, "schedules": {
                "morning": { "cron": "10 9 * * 1-5", "time_zone": "Asia/Shanghai", "group": "cidX==", "prompt": "sum up" },
                "once": { "at": "2026-12-01 09:00", "account": "ACME", "user": "u1", "text": "pay" },
                "off": { "enabled": false, "cron": "x" },
                "_comment": "none" } }
            """);

        folder.Load().GetSection("Schedules").AsEnumerable(makePathsRelative: true).Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value)
            .ShouldBe(new Dictionary<string, string?>
            {
                ["morning:Cron"] = "10 9 * * 1-5",
                ["morning:TimeZone"] = "Asia/Shanghai",
                ["morning:Account"] = "acme",
                ["morning:Channel"] = "dingtalk",
                ["morning:Group"] = "cidX==",
                ["morning:Prompt"] = "sum up",
                ["once:At"] = "2026-12-01 09:00",
                ["once:Account"] = "acme",
                ["once:Channel"] = "dingtalk",
                ["once:User"] = "u1",
                ["once:Text"] = "pay",
            }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("[]", "schedules expected an object { } of schedules by name, found a list [ ].")]
    [InlineData("""{ "a": 1 }""", "schedules.a expected an object { }, found a number.")]
    [InlineData("""{ "a:b": {} }""", "schedules.a:b is refused: the name of a schedule must not contain")]
    [InlineData(
        """{ "A": { "cron": "c", "user": "u", "text": "t" }, "a": { "at": "b", "group": "g", "prompt": "p" } }""",
        "schedules.a is refused: there is another schedule of this name")]
    [InlineData("""{ "a": { "user": "u", "text": "t" } }""", "schedules.a needs one of the two: \"cron\" or \"at\".")]
    [InlineData("""{ "a": { "cron": "c", "at": "a", "user": "u", "text": "t" } }""", "schedules.a needs one of the two: \"cron\" or \"at\".")]
    [InlineData("""{ "a": { "cron": "c", "text": "t" } }""", "schedules.a needs one of the two: \"user\" or \"group\".")]
    [InlineData("""{ "a": { "cron": "c", "user": "u" } }""", "schedules.a needs one of the two: \"text\" or \"prompt\".")]
    [InlineData("""{ "a": { "cron": "c", "user": "u", "text": "t", "account": "blue" } }""", "names the account \"blue\", which is not there or not enabled.")]
    [InlineData("""{ "a": { "crom": "c", "at": "a", "user": "u", "text": "t" } }""", "unknown field: schedules.a.crom (did you mean cron?)")]
    public void Load_WrongSchedule_NamesPlaceAndKey(string schedules, string expected)
    {
        using var folder = new ConfigFolder($$"""{ {{Account}}, "schedules": {{schedules}} }""");

        folder.Error().ShouldStartWith($"{folder.ConfigFile}, line 1, column ");
        folder.Error().ShouldContain(expected);
    }

    [Fact]
    public void Load_NoAccountIsEnabled_SaysSo()
    {
        using var folder = new ConfigFolder("""{ "schedules": { "a": { "cron": "c", "user": "u", "text": "t" } } }""");

        folder.Error().ShouldContain("schedules.a has no \"account\", and none is enabled.");
    }
}
