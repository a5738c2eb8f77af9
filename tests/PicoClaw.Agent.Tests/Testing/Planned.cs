using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Schedules;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>Schedules as a command or the configuration makes them.</summary>
internal static class Planned
{
    /// <summary>Once, so many seconds after noon.</summary>
    public static Schedule Once(string text, double seconds = 60, bool isPrompt = false, MessageReceived? at = null) =>
        Of(text, null, Said.Noon.AddSeconds(seconds), isPrompt, at);

    /// <summary>By a cron in UTC, without a spread.</summary>
    public static Schedule Every(string text, string cron, DateTimeOffset first, bool isPrompt = false, MessageReceived? at = null) =>
        Of(text, cron, first, isPrompt, at);

    private static Schedule Of(string text, string? cron, DateTimeOffset first, bool isPrompt, MessageReceived? at)
    {
        var said = at ?? Said.Direct("");
        CronText? expression = null;
        (cron is null || CronText.TryParse(cron, out expression)).ShouldBeTrue();
        var body = new ScheduleBody { Conversation = said.Conversation, Maker = said.Sender, IsPrompt = isPrompt, Text = text };
        return new Schedule(
            Guid.NewGuid().ToString(), ConversationKey.Of(said.Conversation), new Timing(expression, TimeZoneInfo.Utc, "UTC"), body, first, first)
        {
            Maker = PersonKey.Of(said),
        };
    }
}
