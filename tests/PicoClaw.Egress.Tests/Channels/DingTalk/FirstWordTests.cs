using PicoClaw.Contracts;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Channels.DingTalk;

/// <summary>The bot speaks first: where no webhook was ever told, or the last one is long dead, the OpenAPI brings it.</summary>
public sealed class FirstWordTests() : EgressTests(onPostgres: false)
{
    [Theory]
    [InlineData(ConversationKind.Direct, "manager7", "oto")]
    [InlineData(ConversationKind.Group, "cidGroupThatNeverSpoke==", "group")]
    public async Task EmptyAddress_GoesByTheConversation(ConversationKind kind, string id, string via)
    {
        var conversation = new Conversation { Channel = "dingtalk", Account = "main", Id = id, Kind = kind };

        await PutAndSendAsync(new TestLane(conversation, new ReplyRoute { Address = "" }, Time).Say("good morning"));

        await ShouldHaveComeAsync(via);
    }

    [Fact]
    public async Task WebhookIsLongDead_GoesByTheOpenApi()
    {
        var lane = await HearAsync();
        Time.Advance(TimeSpan.FromDays(1));

        await PutAndSendAsync(lane.Say("good morning"));

        await ShouldHaveComeAsync("oto");
    }

    private async Task ShouldHaveComeAsync(string via)
    {
        (await Egress.Store.QueryAsync(session => session.QueryAsync<string>("SELECT via FROM outbox WHERE status = 'sent'"), Cancel)).ShouldBe([via]);
        (await DingTalk.TextsAsync()).ShouldBe(["good morning"]);
    }
}
