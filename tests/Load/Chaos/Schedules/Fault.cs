namespace Load.Chaos.Schedules;

/// <summary>Something that goes wrong. It ends by itself, so each fault of a schedule can be left out.</summary>
/// <param name="At">Seconds after the start.</param>
/// <param name="Kind">The name of a kind in the catalog.</param>
/// <param name="Target">A service, "broker", "store" or "dingtalk".</param>
/// <param name="Lasts">Seconds until it ends.</param>
internal sealed record Fault(double At, string Kind, string Target, double Lasts)
{
    public double End => At + Lasts;

    public override string ToString() => FormattableString.Invariant($"{At,6:0.0} s {Kind} {Target} {Lasts:0.0} s");
}
