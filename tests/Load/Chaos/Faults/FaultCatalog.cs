using System.Collections.Concurrent;
using System.Data.Common;
using Harness.Processes;
using Load.Chaos.Schedules;
using Load.Systems;

namespace Load.Chaos.Faults;

/// <summary>All kinds of faults that a system can have.</summary>
internal sealed class FaultCatalog(BotSystem system)
{
    private readonly ConcurrentQueue<Fault> _missed = new();
    private readonly IReadOnlyList<FaultKind> _kinds =
        [.. ProcessFaults.Of(system), .. ServerFaults.Of(system), .. ClockFaults.Of(system), .. DingTalkFaults.Of()];

    /// <param name="only">Names or their beginnings; empty: all.</param>
    public IReadOnlyList<Draw> Draws(IReadOnlyList<string> only) =>
        [.. _kinds.Select(kind => kind.Draw).Where(draw => only.Count == 0 || only.Any(name => draw.Kind.StartsWith(name, StringComparison.Ordinal)))];

    /// <summary>The faults that could not begin, such as a connection closed at a server that was down.</summary>
    public IReadOnlyCollection<Fault> Missed => _missed;

    /// <summary>Lets each fault happen at its time.</summary>
    public Task RunAsync(IReadOnlyList<Fault> faults, CancellationToken cancellationToken) =>
        Task.WhenAll(faults.Select(fault => RunAsync(fault, cancellationToken)));

    private async Task RunAsync(Fault fault, CancellationToken cancellationToken)
    {
        var kind = _kinds.FirstOrDefault(kind => kind.Name == fault.Kind && kind.Draw.Targets.Contains(fault.Target))
            ?? throw new InvalidDataException($"This system has no fault \"{fault.Kind}\" of {fault.Target}.");
        await Task.Delay(TimeSpan.FromSeconds(fault.At), TimeProvider.System, cancellationToken);
        try
        {
            await kind.RunAsync(system, fault, cancellationToken);
        }
        catch (Exception exception) when (exception is ServerException or DbException)
        {
            _missed.Enqueue(fault);
        }
    }
}
