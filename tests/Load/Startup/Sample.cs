namespace Load.Startup;

/// <summary>One start: seconds until it was ready and until the first answer, and the idle memory of each process.</summary>
internal sealed record Sample(double Ready, double Answer, IReadOnlyDictionary<string, Memory> Idle);
