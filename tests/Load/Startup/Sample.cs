namespace Load.Startup;

/// <summary>One start: seconds until it was ready and until the first answer was there, and what each process held when nothing had happened for a while.</summary>
internal sealed record Sample(double Ready, double Answer, IReadOnlyDictionary<string, Memory> Idle);
