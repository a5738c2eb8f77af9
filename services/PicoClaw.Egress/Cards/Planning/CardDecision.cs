namespace PicoClaw.Egress.Cards.Planning;

/// <summary>How a reply is shown in the making.</summary>
/// <param name="Style">Decided when the reply begins, and kept to its end.</param>
/// <param name="Gap">The least time between two frames of its card.</param>
/// <param name="Reason">For the metrics: one word or two, such as <c>above-plan</c>.</param>
internal sealed record CardDecision(CardStyle Style, TimeSpan Gap, string Reason);
