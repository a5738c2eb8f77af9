namespace Load.Startup;

/// <summary>
/// One start: seconds until it was ready and until the first answer, the CPU seconds of all processes until then, and each process's memory
/// idle and after the messages that followed.
/// </summary>
internal sealed record Sample(
    double Ready, double Answer, double Cpu, IReadOnlyDictionary<string, Memory> Idle, IReadOnlyDictionary<string, Memory> Used);
