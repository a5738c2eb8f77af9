namespace PicoClaw.Egress.Figures;

/// <summary>Both meters of an account in the current calendar month of its channel.</summary>
/// <param name="Name">Such as 2026-11.</param>
/// <param name="ApiCalls">API calls.</param>
/// <param name="ApiLimit">How many there are; 0: no limit.</param>
/// <param name="ApiPlanned">How many the plan of cards allows by now; null without a limit, or where no card was planned today.</param>
/// <param name="IsExhausted">The platform itself has said that no API call is left.</param>
/// <param name="StreamCalls">Webhook and Stream calls, estimated from the webhook replies.</param>
/// <param name="StreamLimit">How many there are; 0: no limit.</param>
public sealed record MonthFigures(string Name, long ApiCalls, int ApiLimit, long? ApiPlanned, bool IsExhausted, long StreamCalls, int StreamLimit);
