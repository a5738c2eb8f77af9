namespace PicoClaw.Egress.Tests.Testing;

/// <summary>Rests are exactly as long as they are said to be at least.</summary>
internal sealed class NoJitter : Random
{
    public override double NextDouble() => 0;
}
