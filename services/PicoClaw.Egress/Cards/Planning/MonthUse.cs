namespace PicoClaw.Egress.Cards.Planning;

/// <summary>What is known of an account's calls when a reply begins.</summary>
/// <param name="Used">Calls of this month so far.</param>
/// <param name="Limit">The month's; 0: unlimited.</param>
/// <param name="Now">In the time zone of the channel's calendar.</param>
internal sealed record MonthUse(long Used, int Limit, DateTimeOffset Now);
