namespace PicoClaw.Egress.Tests.Testing;

/// <summary>Rests last exactly as long as their minimum.</summary>
internal sealed class NoJitter : Random
{
    public override double NextDouble() => 0;
}
