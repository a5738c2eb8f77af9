using PicoClaw.Contracts;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Channels.DingTalk;

/// <summary>The bot speaks first: where no webhook was ever told, or the last one is long dead, the OpenAPI brings it.</summary>
public sealed class FirstWordTests() : EgressTests(onPostgres: false)
{
    private static readonly ReplyRoute Untold = new() { Address = "" };

    [Fact]
    public async Task EmptyAddress_OfAPerson_GoesToTheirId()
    {
        var conversation = new Conversation { Channel = "dingtalk", Account = "main", Id = "manager7", Kind = ConversationKind.Direct };

        await PutAndSendAsync(new TestLane(conversation, Untold, Time).Say("good morning"));

        await ShouldHaveComeAsync("oto");
    }

    [Fact]
    public async Task EmptyAddress_OfAGroup_GoesToItsConversation()
    {
        var group = await HearAsync(group: "cidTeam==");

        await PutAndSendAsync(new TestLane(group.Conversation, Untold, Time).Say("good morning"));

        await ShouldHaveComeAsync("group");
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
