namespace PicoClaw.Egress.Cards;

/// <summary>What every desk works with.</summary>
internal sealed record CardTools(
    CardTable Table, CardCaller Caller, CardPlanner Planner, CardMetrics Metrics, TimeProvider Time, ILogger<CardDesk> Logger);
