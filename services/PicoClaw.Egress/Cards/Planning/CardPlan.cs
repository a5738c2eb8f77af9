namespace PicoClaw.Egress.Cards.Planning;

/// <summary>Decides how much of a reply is streamed.</summary>
internal static class CardPlan
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);

    public static CardDecision Decide(CardsMode mode, MonthUse month) => mode switch
    {
        CardsMode.Off => new CardDecision(CardStyle.Plain, Gap, "off"),
        _ when month.Limit > 0 && month.Used >= month.Limit => new CardDecision(CardStyle.Plain, Gap, "used-up"),
        _ => new CardDecision(CardStyle.Streaming, Gap, "always"),
    };
}
