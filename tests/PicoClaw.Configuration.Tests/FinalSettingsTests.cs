using Microsoft.Extensions.Configuration;
using PicoClaw.Configuration.Sections;

namespace PicoClaw.Configuration.Tests;

public sealed class FinalSettingsTests
{
    [Theory]
    [InlineData(
        "Egress:Limits:BulkEvery",
        "1",
        "Egress:Limits:BulkEvery (egress.bulk_every in config.json) is \"1\". Write a whole number from 2 to 1000.")]
    [InlineData("Egress:Limits:ApiCallsPerMonth", "-1", "Write a whole number, 0 or more.")]
    [InlineData("Egress:Limits:WebhookLimitBy", "5", "Write one of RobotAndConversation, Robot, Webhook.")]
    [InlineData("Egress:Limits:WebhookCountsAsStream", "often", "Write true or false.")]
    [InlineData("Egress:Markdown:Tables", "7", "Write one of Keep, List.")]
    [InlineData("Agent:Retention:TurnDays", "2", "Write a whole number from 3 to 3650.")]
    [InlineData("Agent:Defaults:Temperature", "hot", "Write a number from 0 to 2.")]
    public void Problems_OutOfRange_NameTheKeyAndTheRange(string key, string value, string expected) =>
        FinalSettings.Problems(Configuration((key, value))).ShouldHaveSingleItem().ShouldEndWith(expected);

    [Theory]
    [InlineData("Egress:Limits:BulkEvery", "1000")]
    [InlineData("Egress:Limits:WebhookLimitBy", "robot")]
    [InlineData("Egress:Limits:WebhookCountsAsStream", "True")]
    [InlineData("Agent:Defaults:Temperature", "0.5")]
    [InlineData("Agent:Defaults:Temperature", "")]
    [InlineData("Agent:Defaults:Workspace", "/anywhere")]
    public void Problems_InRange_AreNone(string key, string value) => FinalSettings.Problems(Configuration((key, value))).ShouldBeEmpty();

    [Fact]
    public void Root_Keys_AreUnique() =>
        ConfigSchema.Root.Fields.Select(field => field.Key).Where(key => key.Length > 0).ShouldBeUnique();

    private static IConfiguration Configuration(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build();
}
