using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Commands;

/// <summary>What /status says of the account's plan of cards.</summary>
public sealed class CardPlanTests : AgentTests
{
    private static readonly CardPlanReported Plan = new()
    {
        Channel = "sample",
        Account = "main",
        Used = 1234,
        Limit = 5000,
        UsedToday = 40,
        ShareOfToday = 188,
        Form = CardForm.Sparse,
        Reason = "near-plan",
        CreatedAt = Said.Noon,
    };

    public CardPlanTests() => Folder.Settings["Accounts:main:Cards"] = "auto";

    [Fact]
    public async Task Status_ToAnAdministrator_ShowsTheNewestPlan()
    {
        var (talk, plans) = await StartAsync();
        plans.Keep(Plan with { Used = 1 });
        plans.Keep(Plan);

        (await talk.SayInGroupAsync("/status", isAdmin: true)).ShouldContain(
            "\n- Cards: 1234 of 5000 API calls this month, 40 of 188 today; now the text grows on a card in few steps (the plan has some calls left)\n");
        (await talk.SayInGroupAsync("/状态", isAdmin: true)).ShouldContain(
            "\n- 卡片：本月已调用 1234 次，共 5000 次；今天 40 次，计划 188 次；当前卡片低频更新（计划内还有一些余量）\n");
        (await talk.SayInGroupAsync("/status", "Bob")).ShouldNotContain("Cards");
    }

    [Fact]
    public async Task Status_NothingWasToldFor5Minutes_IsSilent()
    {
        var (talk, plans) = await StartAsync();
        (await talk.SayInGroupAsync("/status", isAdmin: true)).ShouldNotContain("Cards");
        plans.Keep(Plan);
        Folder.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        (await talk.SayInGroupAsync("/status", isAdmin: true)).ShouldContain("Cards");

        Folder.Time.Advance(TimeSpan.FromSeconds(1));

        (await talk.SayInGroupAsync("/status", isAdmin: true)).ShouldNotContain("Cards");
    }

    [Fact]
    public async Task Status_ToldOfAnAccountThatIsNotThere_KeepsNothing()
    {
        var (_, plans) = await StartAsync();
        var stranger = Plan with { Account = "stranger" };
        plans.Keep(stranger);
        plans.Keep(Plan with { Channel = "other" });

        plans.Find(Said.Direct("hello").Conversation with { Account = "stranger" }).ShouldBeNull();
        plans.Find(Said.Direct("hello").Conversation).ShouldBeNull();
    }

    [Theory]
    [InlineData(CardForm.Streaming, "always", "- Cards: 7 API calls this month; now the text grows on a card (cards are set to always)")]
    [InlineData(CardForm.Plain, "of a later version", "- Cards: 7 API calls this month; now answers come as messages, without a card")]
    public void Of_NoLimitAndNoPlan_SaysOnlyWhatIsKnown(CardForm form, string reason, string line) =>
        CardPlanText.Of(Plan with { Used = 7, Limit = 0, UsedToday = null, ShareOfToday = null, Form = form, Reason = reason }, Language.English)
            .ShouldBe(line);

    private async Task<(Talk Talk, CardPlans Plans)> StartAsync()
    {
        var agent = await Folder.StartAsync();
        return (new Talk(Folder, agent), agent.Services.GetRequiredService<CardPlans>());
    }
}
