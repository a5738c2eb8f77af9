using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Commands;

/// <summary>An account's plan of cards as one line of /status.</summary>
internal static class CardPlanText
{
    private static readonly Phrase Unlimited = new("- Cards: {0} API calls this month", "- 卡片：本月已调用 {0} 次");
    private static readonly Phrase Limited = new("- Cards: {0} of {1} API calls this month", "- 卡片：本月已调用 {0} 次，共 {1} 次");
    private static readonly Phrase Today = new(", {0} of {1} today", "；今天 {0} 次，计划 {1} 次");
    private static readonly Phrase Now = new("; now {0}", "；当前{0}");
    private static readonly Phrase Because = new(" ({0})", "（{0}）");

    public static string Of(CardPlanReported plan, Language language) =>
        (plan.Limit > 0 ? Limited.In(language, plan.Used, plan.Limit) : Unlimited.In(language, plan.Used))
        + (plan is { UsedToday: { } used, ShareOfToday: { } share } ? Today.In(language, used, share) : "")
        + Now.In(language, Form(plan.Form).In(language))
        + (Reason(plan.Reason) is { } reason ? Because.In(language, reason.In(language)) : "");

    private static Phrase Form(CardForm form) => form switch
    {
        CardForm.Streaming => new("the text grows on a card", "卡片流式输出"),
        CardForm.Sparse => new("the text grows on a card in few steps", "卡片低频更新"),
        CardForm.TwoCalls => new("the card shows only the finished answer", "卡片只显示完整回答"),
        _ => new("answers come as messages, without a card", "不用卡片，直接发消息"),
    };

    // What a later version says is left out.
    private static Phrase? Reason(string reason) => reason switch
    {
        "above-plan" => new("well within the plan", "用量明显低于计划"),
        "near-plan" => new("the plan has some calls left", "计划内还有一些余量"),
        "below-plan" => new("the plan has few calls left", "计划内余量很少"),
        "over-plan" => new("the calls planned until now are used", "到目前为止的计划用量已用完"),
        "used-up" => new("the month's calls are used up", "本月调用次数已用完"),
        "unlimited" => new("the month has no limit", "本月不限次数"),
        "always" => new("cards are set to always", "卡片设置为 always"),
        _ => null,
    };
}
