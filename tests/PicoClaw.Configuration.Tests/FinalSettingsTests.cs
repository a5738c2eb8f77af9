using Microsoft.Extensions.Configuration;
using PicoClaw.Configuration.Sections;

namespace PicoClaw.Configuration.Tests;

public sealed class FinalSettingsTests
{
    [Theory]
    [InlineData("Egress:Limits:BulkEvery", "1", "Egress:Limits:BulkEvery (egress.bulk_every in config.json) is \"1\". Write a whole number from 2 to 1000.")]
    [InlineData("Egress:Limits:ApiCallsPerMonth", "-1", "Write a whole number, 0 or more.")]
    [InlineData("Egress:Limits:WebhookLimitBy", "5", "Write one of RobotAndConversation, Robot, Webhook.")]
    [InlineData("Egress:Limits:WebhookCountsAsStream", "often", "Write true or false.")]
    [InlineData("Egress:Markdown:Tables", "7", "Write one of Keep, List.")]
    [InlineData("Agent:Retention:TurnDays", "2", "Write a whole number from 3 to 3650.")]
    [InlineData("Agent:Defaults:Temperature", "hot", "Write a number from 0 to 2.")]
    public void Check_OutOfRange_NamesTheKeyAndTheRange(string key, string value, string expected) =>
        Should.Throw<ConfigException>(() => FinalSettings.Check(Configuration((key, value)))).Message.ShouldEndWith(expected);

    [Theory]
    [InlineData("Egress:Limits:BulkEvery", "1000")]
    [InlineData("Egress:Limits:WebhookLimitBy", "robot")]
    [InlineData("Egress:Limits:WebhookCountsAsStream", "True")]
    [InlineData("Agent:Defaults:Temperature", "0.5")]
    [InlineData("Agent:Defaults:Temperature", "")]
    [InlineData("Agent:Defaults:Workspace", "/anywhere")]
    public void Check_InRange_SaysNothing(string key, string value) => Should.NotThrow(() => FinalSettings.Check(Configuration((key, value))));

    [Fact]
    public void Check_SeveralOutOfRange_NamesAllOfThem()
    {
        var wrong = Configuration(("Egress:Limits:BulkEvery", "1"), ("Gateway:Port", "65536"));

        Should.Throw<ConfigException>(() => FinalSettings.Check(wrong)).Problems.Count.ShouldBe(2);
    }

    [Fact]
    public void Root_Keys_AreUnique() =>
        ConfigSchema.Root.Fields.Select(field => field.Key).Where(key => key.Length > 0).ShouldBeUnique();

    private static IConfiguration Configuration(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build();
}
