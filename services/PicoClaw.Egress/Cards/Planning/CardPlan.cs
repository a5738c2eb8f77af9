namespace PicoClaw.Egress.Cards.Planning;

/// <summary>
/// Decides how much of a reply is streamed. By plan, a reply streams while the account is three tenths of the day's share ahead of its plan, has few
/// frames from two tenths on, two calls from one tenth on, and is plain below; a form is kept until the lead is a tenth smaller.
/// </summary>
internal static class CardPlan
{
    private const double Band = 0.1;
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SparseGap = TimeSpan.FromSeconds(4);

    // With what an answer of some ten seconds takes, so that a day of few calls does not begin what it cannot pay for.
    private static readonly (CardStyle Style, int Calls, string Reason)[] Forms =
    [
        (CardStyle.Streaming, 12, "above-plan"),
        (CardStyle.Sparse, 4, "near-plan"),
        (CardStyle.TwoCalls, 2, "below-plan"),
    ];

    /// <param name="mode">The account's.</param>
    /// <param name="month">The account's calls.</param>
    /// <param name="last">The form of the account's reply before.</param>
    public static CardDecision Decide(CardsMode mode, MonthUse month, CardStyle last = CardStyle.Plain) => mode switch
    {
        CardsMode.Off => new CardDecision(CardStyle.Plain, Gap, "off"),
        _ when month.IsSpent => new CardDecision(CardStyle.Plain, Gap, "used-up"),
        CardsMode.Always => new CardDecision(CardStyle.Streaming, Gap, "always"),
        _ when month.Limit == 0 => new CardDecision(CardStyle.Streaming, Gap, "unlimited"),
        _ => ByPlan(DayPlan.Of(month), last),
    };

    private static CardDecision ByPlan(DayPlan plan, CardStyle last)
    {
        foreach (var (style, calls, reason) in Forms)
        {
            var bands = style <= last ? (int)style - 1 : (int)style;
            if (plan.Ahead >= calls && plan.Ahead >= bands * Band * plan.Share)
            {
                return new CardDecision(style, style == CardStyle.Sparse ? SparseGap : Gap, reason);
            }
        }

        return new CardDecision(CardStyle.Plain, Gap, "over-plan");
    }
}
